package io.culvert.testing.mutation;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;

/** The methods that the class files of a mutant call, in the JVM that runs its tests. */
public final class MutantCalls {

  /** Mostly longer than another thread needs to get in between, even on a busy machine. */
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final Queue<Runnable> KEPT_BACK = new ConcurrentLinkedQueue<>();

  private static volatile Object remembered;

  private MutantCalls() {}

  /** Keeps a call back. */
  public static void keepBack(Runnable call) {
    KEPT_BACK.add(call);
  }

  /** Makes the calls that are kept back, in their order. */
  public static void makeKeptBack() {
    for (Runnable call = KEPT_BACK.poll(); call != null; call = KEPT_BACK.poll()) {
      call.run();
    }
  }

  /** Remembers the result of a call. */
  public static void remember(Object result) {
    remembered = result;
  }

  /** Returns the remembered result. */
  public static Object remembered() {
    return remembered;
  }

  /** Stores plain, in the place of a release store. */
  public static void plainStore(UnsafeBuffer buffer, int index, long value) {
    buffer.putLong(index, value);
  }

  /** Loads plain, in the place of an acquire load. */
  public static long plainLoad(UnsafeBuffer buffer, int index) {
    return buffer.getLong(index);
  }

  /** Compares and sets, and returns true even if it failed. */
  public static boolean ignoreRival(UnsafeBuffer buffer, int index, long expected, long value) {
    return buffer.compareAndSetLong(index, expected, value) || true;
  }

  /**
   * Checks and then stores, in the place of a compare-and-set. Another thread can run between the
   * two: a test that sees the race must not have to wait until it happens by chance.
   */
  public static boolean checkThenSet(AtomicBoolean flag, boolean expected, boolean value) {
    if (flag.get() != expected) {
      return false;
    }
    LockSupport.parkNanos(WINDOW_NANOS);
    flag.set(value);
    return true;
  }

  /** Does nothing, in the place of a fence. */
  public static void noFence() {}
}
