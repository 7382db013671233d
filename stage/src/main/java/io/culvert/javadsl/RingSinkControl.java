package io.culvert.javadsl;

import io.culvert.RingMetrics;
import io.culvert.ring.ResumePoint;
import io.culvert.stage.SinkHandle;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Tells how far a running {@link RingSink} is. All methods may be called from any thread. */
public final class RingSinkControl {

  private final SinkHandle handle;

  RingSinkControl(SinkHandle handle) {
    this.handle = handle;
  }

  /**
   * Where the sink goes on: behind what position of which ring, and with which token the last
   * published element was left there by the sink before this one. A restarted producer begins
   * behind the element that has this token. A new ring has none: nothing was ever published, or the
   * stream before has ended and its reader has taken everything. Who must tell the two apart keeps
   * a note of his own of the end.
   *
   * @return completes when the sink has its role; fails with what the sink has failed with before
   */
  public CompletionStage<ResumePoint> resumePoint() {
    return handle.resumePoint();
  }

  /**
   * When everything, the end included, is published: the data is then safe in the ring, though
   * maybe not read.
   *
   * @return completes then, or when the reader cancels; fails with what the sink has failed with
   */
  public CompletionStage<Done> published() {
    return handle.published();
  }

  /**
   * When the reader has taken everything, the end included.
   *
   * @return completes then, or when the reader cancels; fails with what the sink or the reader has
   *     failed with, or with {@link io.culvert.PeerTerminatedException} or {@link
   *     io.culvert.AttachTimeoutException} when no reader has come in time
   */
  public CompletionStage<Done> drained() {
    return handle.drained();
  }

  /**
   * What the sink has done so far.
   *
   * @return a snapshot, a little late
   */
  public RingMetrics metrics() {
    return handle.metrics();
  }
}
