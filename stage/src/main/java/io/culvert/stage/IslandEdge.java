package io.culvert.stage;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * INTERNAL API. Joins two islands of one graph. The sink in the one island writes, the source in
 * the other one reads; nobody blocks. A side that finds the edge full or empty parks, lets its
 * thread go, and is woken by the other one.
 *
 * <p>Elements, then the end, go one way; a cancellation goes the other way and overtakes nothing,
 * because nobody wants what is left. What the elements lie in on their way, the {@link Carrier}
 * tells; an end and its exception are always objects of this JVM.
 *
 * @param <T> the type of the elements
 */
public final class IslandEdge<T> {

  private static final Object COMPLETED = new Object();

  private final CompletableFuture<Carrier<T>> opened = new CompletableFuture<>();
  private final WakeUp reader = new WakeUp();
  private final WakeUp writer = new WakeUp();

  /** The writer's thread only; null before the edge is open. */
  private Carrier<T> writing;

  /** The reader's thread only; null before it has seen that the edge is open. */
  private Carrier<T> reading;

  /**
   * {@link #COMPLETED}, or what upstream has failed with. Stored behind the last element: who sees
   * it sees all elements.
   */
  private volatile Object end;

  private volatile Throwable cancellation;

  IslandEdge() {}

  WakeUp reader() {
    return reader;
  }

  WakeUp writer() {
    return writer;
  }

  /** For the writer, before the first element. */
  void open(Carrier<T> carrier) {
    writing = carrier;
    opened.complete(carrier);
  }

  /** For the writer; false when there is no room, and then it comes again with the same element. */
  boolean offer(T element) {
    boolean taken = writing.offer(element);
    reader.fire(); // a part of a large element may be there, even if not all of it
    return taken;
  }

  /** For the writer: whether an element that found no room is worth another try. */
  boolean hasRoom() {
    return writing.hasRoom();
  }

  /** For the writer, once. */
  void complete() {
    end = COMPLETED;
    reader.fireAlways(); // the end is passed on without demand, and so without parking
  }

  /** For the writer, once: the reader gets this object. */
  void fail(Throwable failure) {
    end = failure;
    reader.fireAlways();
  }

  /** For the reader; null when there is nothing now. */
  T poll() {
    if (!isOpen()) {
      return null;
    }
    T element = reading.poll();
    if (element != null && reading.isWakingWorthwhile()) {
      writer.fire();
    }
    return element;
  }

  /** The first element, or the end, wakes a reader that has parked before the edge was open. */
  private boolean isOpen() {
    if (reading == null) {
      reading = opened.getNow(null);
    }
    return reading != null;
  }

  /** For the reader that has found nothing: a writer that waits for room has all there can be. */
  void offerRoom() {
    writer.fire();
  }

  /** For the reader. */
  boolean isReadable() {
    return hasEnded() || !isEmpty();
  }

  private boolean isEmpty() {
    return !isOpen() || reading.isEmpty();
  }

  /** Whether nothing will follow what is in the edge. */
  boolean hasEnded() {
    return end != null;
  }

  /** Whether nothing is left. The end is looked at first: it was stored behind the last element. */
  boolean isDrained() {
    return hasEnded() && isEmpty();
  }

  /** What upstream has failed with; null when it has completed. To be asked after the end. */
  Throwable failure() {
    Object found = end;
    return found == COMPLETED ? null : (Throwable) found;
  }

  /** For the reader, once. */
  void cancel(Throwable cause) {
    cancellation = cause;
    writer.fireAlways();
  }

  /** Why the reader wants no more; null while it does. */
  Throwable cancellation() {
    return cancellation;
  }

  /** For the writer that is over; what opens only now, is closed then. */
  void closeWriter(CompletionStage<Carrier<T>> opening) {
    writer.clear();
    opening.thenAccept(
        carrier -> {
          opened.complete(carrier); // for the reader to close its side of it
          carrier.closeWriter();
        });
  }

  /** For the reader that is over. */
  void closeReader() {
    reader.clear();
    opened.thenAccept(Carrier::closeReader);
  }
}
