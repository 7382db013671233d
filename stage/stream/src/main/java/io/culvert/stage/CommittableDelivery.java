package io.culvert.stage;

import io.culvert.Committable;
import io.culvert.exceptions.NotCommittedException;
import io.culvert.ring.RingReader;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;

/**
 * Hands out elements that stay in the ring until they are committed. Commits come from any thread
 * and in any order. Only committed elements before the first uncommitted one are released, so that
 * a successor begins exactly at the first element that was not committed. A limit on uncommitted
 * elements bounds how many may be delivered again.
 */
final class CommittableDelivery<T> implements Delivery<T, Committable<T>> {

  private final int maxUncommitted;
  private final Runnable onCommit;

  /** Whether the stage was notified and has not checked yet: one notification for all commits. */
  private final AtomicBoolean told = new AtomicBoolean();

  // The stage's thread only.
  private final Queue<Uncommitted> uncommitted = new ArrayDeque<>();
  private RingReader reader;
  private UUID ringId;

  /**
   * Creates a delivery.
   *
   * @param maxUncommitted the maximum number of uncommitted elements
   * @param onCommit called from any thread if {@link #release()} has something to do
   */
  CommittableDelivery(int maxUncommitted, Runnable onCommit) {
    this.maxUncommitted = maxUncommitted;
    this.onCommit = onCommit;
  }

  @Override
  public void attach(RingReader attached, UUID idOfRing) {
    reader = attached;
    ringId = idOfRing;
  }

  @Override
  public void onDemand() {
    // Demand releases nothing.
  }

  @Override
  public void release() {
    told.set(false); // before the check: a later commit notifies again
    int count = 0;
    long end = 0;
    for (Uncommitted next : uncommitted) {
      if (!next.committed) {
        break;
      }
      end = next.end;
      count++;
    }
    if (count > 0) {
      reader.release(end);
      reader.storeReleased();
      for (int i = 0; i < count; i++) {
        uncommitted.remove().released.complete(Done.getInstance());
      }
    }
  }

  @Override
  public boolean isOpen() {
    return uncommitted.size() < maxUncommitted;
  }

  @Override
  public Committable<T> deliver(T element) {
    Uncommitted handedOut = new Uncommitted(element, reader.messagePosition(), reader.position());
    uncommitted.add(handedOut);
    return handedOut;
  }

  @Override
  public boolean isSettled() {
    return uncommitted.isEmpty();
  }

  @Override
  public void close() {
    for (Uncommitted element : uncommitted) {
      element.released.completeExceptionally(
          new NotCommittedException(element.position, reader.file()));
    }
  }

  /** An element that was handed out and is not released. */
  private final class Uncommitted implements Committable<T> {

    private final T element;
    private final long position;
    private final long end;
    private final CompletableFuture<Done> released = new CompletableFuture<>();
    private volatile boolean committed;

    Uncommitted(T element, long position, long end) {
      this.element = element;
      this.position = position;
      this.end = end;
    }

    @Override
    public T element() {
      return element;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public UUID ringId() {
      return ringId;
    }

    @Override
    public CompletionStage<Done> commit() {
      committed = true;
      if (told.compareAndSet(false, true)) {
        onCommit.run();
      }
      return released.minimalCompletionStage();
    }

    @Override
    public String toString() {
      return "Committable(" + element + ", position=" + position + ")";
    }
  }
}
