package io.culvert.stage;

import io.culvert.RingMetrics;
import io.culvert.annotation.InternalApi;
import io.culvert.ring.ResumePoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The view of a running sink for other threads: futures and counters. */
@InternalApi
public final class SinkHandle {

  private final CompletableFuture<Done> published = new CompletableFuture<>();
  private final CompletableFuture<Done> drained = new CompletableFuture<>();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private final CompletableFuture<ResumePoint> resumePoint = new CompletableFuture<>();
  private final StageCounters counters = new StageCounters();

  SinkHandle() {}

  StageCounters counters() {
    return counters;
  }

  /** Completes the attachment with what the predecessor left. */
  void completeAttach(ResumePoint found) {
    resumePoint.complete(found);
  }

  /** Notes that everything, the end included, is in the ring. */
  void completePublished() {
    published.complete(Done.getInstance());
  }

  /** Notes that the reader has taken everything, or has cancelled. */
  void completeAll() {
    completePublished();
    drained.complete(Done.getInstance());
  }

  /** Notes that the stage has stopped. */
  void completeEnded() {
    ended.complete(Done.getInstance());
  }

  /** Returns a future that completes when the stage stops, for any reason. */
  CompletionStage<Done> ended() {
    return ended.minimalCompletionStage();
  }

  /** Fails the futures that are not complete. */
  void fail(Throwable failure) {
    resumePoint.completeExceptionally(failure);
    published.completeExceptionally(failure);
    drained.completeExceptionally(failure);
  }

  /**
   * {@return the point at which the sink resumes the stream; completes when the role is taken, or
   * fails with the failure of the stage}
   */
  public CompletionStage<ResumePoint> resumePoint() {
    return resumePoint.minimalCompletionStage();
  }

  /** {@return completes when everything is published, or fails with the failure of the stage} */
  public CompletionStage<Done> published() {
    return published.minimalCompletionStage();
  }

  /**
   * {@return completes when the reader has taken everything, or fails with the failure of the
   * stage}
   */
  public CompletionStage<Done> drained() {
    return drained.minimalCompletionStage();
  }

  /** {@return the metrics of the sink: a snapshot} */
  public RingMetrics metrics() {
    return counters.snapshot();
  }
}
