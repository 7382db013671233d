package io.culvert.ring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of a ring that records the loads and stores of its longs with their ordering, and lets
 * a test do something in the middle of an attach.
 */
public final class WatchedBuffer extends UnsafeBuffer {

  /** The ordering of a load or a store. */
  public enum Ordering {
    PLAIN_LOAD,
    ACQUIRE,
    PLAIN_STORE,
    RELEASE,
    COMPARE_AND_SET
  }

  /** A load or a store of the long, or of the bytes, at an index. */
  public record Access(Ordering ordering, int index) {}

  private final List<Access> accesses = new ArrayList<>();
  private final Deque<Runnable> beforeCompareAndSet = new ArrayDeque<>();

  public WatchedBuffer(DirectBuffer ring) {
    super(ring);
  }

  /** Takes the accesses since the last call, in their order. */
  public List<Access> takeAccesses() {
    List<Access> taken = List.copyOf(accesses);
    accesses.clear();
    return taken;
  }

  /** Runs an action before the next compare-and-set; another call, before the one after it. */
  public void beforeCompareAndSet(Runnable action) {
    beforeCompareAndSet.add(action);
  }

  private void note(Ordering ordering, int index) {
    accesses.add(new Access(ordering, index));
  }

  @Override
  public long getLong(int index) {
    note(Ordering.PLAIN_LOAD, index);
    return super.getLong(index);
  }

  @Override
  public long getLongVolatile(int index) {
    note(Ordering.ACQUIRE, index);
    return super.getLongVolatile(index);
  }

  @Override
  public void putLong(int index, long value) {
    note(Ordering.PLAIN_STORE, index);
    super.putLong(index, value);
  }

  @Override
  public void putInt(int index, int value) {
    note(Ordering.PLAIN_STORE, index);
    super.putInt(index, value);
  }

  @Override
  public void putBytes(int index, byte[] source) {
    note(Ordering.PLAIN_STORE, index);
    super.putBytes(index, source);
  }

  @Override
  public void putLongOrdered(int index, long value) {
    note(Ordering.RELEASE, index);
    super.putLongOrdered(index, value);
  }

  @Override
  public boolean compareAndSetLong(int index, long expected, long update) {
    if (!beforeCompareAndSet.isEmpty()) {
      beforeCompareAndSet.remove().run();
    }
    note(Ordering.COMPARE_AND_SET, index);
    return super.compareAndSetLong(index, expected, update);
  }
}
