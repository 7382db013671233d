package io.culvert.edge;

import io.culvert.annotation.InternalApi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Joins two asynchronous parts of one graph inside this JVM. The sink in one part writes, the
 * source in the other part reads, and neither blocks. A side that finds the edge full or empty
 * parks, lets its thread go, and is woken by its peer.
 *
 * <p>Elements and then the end go one way. A cancellation goes the other way; the elements that are
 * left then are dropped. The {@link EdgeQueue} holds the elements; an end and its exception are
 * always objects of this JVM.
 */
@InternalApi
public final class EdgeChannel<T> {

  private static final Object COMPLETED = new Object();

  private final CompletableFuture<EdgeQueue<T>> opened = new CompletableFuture<>();
  private final Waiter reader = new Waiter();
  private final Waiter writer = new Waiter();

  /** The writer's thread only; null before the edge is open. */
  private EdgeQueue<T> writing;

  /** The reader's thread only; null until it sees that the edge is open. */
  private EdgeQueue<T> reading;

  /**
   * {@link #COMPLETED}, or the failure of upstream. Stored after the last element, so a reader that
   * sees it sees all elements.
   */
  private volatile Object end;

  private volatile Throwable cancellation;

  EdgeChannel() {}

  Waiter reader() {
    return reader;
  }

  Waiter writer() {
    return writer;
  }

  /** Opens the edge. For the writer, before the first element. */
  void open(EdgeQueue<T> queue) {
    writing = queue;
    opened.complete(queue);
  }

  /**
   * Adds an element. For the writer.
   *
   * @return false if there is no room; then the writer must offer the same element again
   */
  boolean offer(T element) {
    boolean taken = writing.offer(element);
    reader.fire(); // even if refused: a part of a large element may be in the queue
    return taken;
  }

  /** Returns whether a refused element is worth another attempt. For the writer. */
  boolean hasRoom() {
    return writing.hasRoom();
  }

  /** Completes the edge. For the writer, once. */
  void complete() {
    end = COMPLETED;
    reader.fireAlways(); // the end needs no demand, so the reader may not be parked
  }

  /** Fails the edge. The reader gets this object. For the writer, once. */
  void fail(Throwable failure) {
    end = failure;
    reader.fireAlways();
  }

  /** Returns the next element; null if the edge is empty now. For the reader. */
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

  /** Returns whether the edge is open. The first element, or the end, wakes an earlier reader. */
  private boolean isOpen() {
    if (reading == null) {
      reading = opened.getNow(null);
    }
    return reading != null;
  }

  /** Wakes a writer that waits for room. For a reader that found nothing: all room is free. */
  void offerRoom() {
    writer.fire();
  }

  /** Returns whether there is an element or the end. For the reader. */
  boolean isReadable() {
    return hasEnded() || !isEmpty();
  }

  private boolean isEmpty() {
    return !isOpen() || reading.isEmpty();
  }

  /** Returns whether nothing follows the elements that are in the edge. */
  boolean hasEnded() {
    return end != null;
  }

  /** Returns whether nothing is left. Reads the end first: it was stored after the elements. */
  boolean isDrained() {
    return hasEnded() && isEmpty();
  }

  /** Returns the failure of upstream; null if it completed. Valid after the end only. */
  Throwable failure() {
    Object found = end;
    return found == COMPLETED ? null : (Throwable) found;
  }

  /** Cancels the edge. For the reader, once. */
  void cancel(Throwable cause) {
    cancellation = cause;
    writer.fireAlways();
  }

  /** Returns why the reader cancelled; null if it did not. */
  Throwable cancellation() {
    return cancellation;
  }

  /** Closes the writer's side, at once or as soon as the queue is open. */
  void closeWriter(CompletionStage<EdgeQueue<T>> opening) {
    writer.clear();
    opening.thenAccept(
        queue -> {
          opened.complete(queue); // so that the reader closes its side
          queue.closeWriter();
        });
  }

  /** Closes the reader's side, at once or as soon as the queue is open. */
  void closeReader() {
    reader.clear();
    opened.thenAccept(EdgeQueue::closeReader);
  }
}
