package io.culvert.stage;

import io.culvert.RingMetrics;
import io.culvert.ring.ResumePoint;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** INTERNAL API. What a running sink shows to the outside. Touches futures and counters only. */
public final class SinkHandle {

  private final CompletableFuture<Done> published = new CompletableFuture<>();
  private final CompletableFuture<Done> drained = new CompletableFuture<>();
  private final CompletableFuture<Done> ended = new CompletableFuture<>();
  private final CompletableFuture<ResumePoint> resumePoint = new CompletableFuture<>();
  private final Counters counters = new Counters();

  SinkHandle() {}

  Counters counters() {
    return counters;
  }

  /** The role is taken, and this was found. */
  void completeAttach(ResumePoint found) {
    resumePoint.complete(found);
  }

  /** Everything, the end included, is in the ring. */
  void completePublished() {
    published.complete(Done.getInstance());
  }

  /** The reader has taken everything, or wants no more. */
  void completeAll() {
    completePublished();
    drained.complete(Done.getInstance());
  }

  /** The stage is over. */
  void completeEnded() {
    ended.complete(Done.getInstance());
  }

  /** When the stage is over, however. */
  CompletionStage<Done> ended() {
    return ended.minimalCompletionStage();
  }

  /** What is not completed by now has failed. */
  void fail(Throwable failure) {
    resumePoint.completeExceptionally(failure);
    published.completeExceptionally(failure);
    drained.completeExceptionally(failure);
  }

  /**
   * Where the sink goes on.
   *
   * @return completes when the role is taken, or fails with what the stage has failed with before
   */
  public CompletionStage<ResumePoint> resumePoint() {
    return resumePoint.minimalCompletionStage();
  }

  /**
   * When everything is published.
   *
   * @return completes, or fails with what the stage has failed with
   */
  public CompletionStage<Done> published() {
    return published.minimalCompletionStage();
  }

  /**
   * When the reader has taken everything.
   *
   * @return completes, or fails with what the stage has failed with
   */
  public CompletionStage<Done> drained() {
    return drained.minimalCompletionStage();
  }

  /**
   * What the sink has done so far.
   *
   * @return a snapshot
   */
  public RingMetrics metrics() {
    return counters.snapshot();
  }
}
