package io.culvert.javadsl;

import io.culvert.RingMetrics;
import io.culvert.ring.ResumePoint;
import io.culvert.stage.SinkHandle;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Shows the progress of a running {@link RingSink}. Any thread may call any method. */
public final class RingSinkControl {

  private final SinkHandle handle;

  RingSinkControl(SinkHandle handle) {
    this.handle = handle;
  }

  /**
   * Returns where the sink continues: the ring, the position, and the token of the last element
   * that the previous sink published there. A restarted producer begins after the element with this
   * token. A new ring has no token: either nothing was ever published, or the previous stream ended
   * and its reader drained it. A producer that must distinguish the two has to record the end
   * itself.
   *
   * @return completes when the sink has its role; fails if the sink fails before
   */
  public CompletionStage<ResumePoint> resumePoint() {
    return handle.resumePoint();
  }

  /**
   * Returns a future of the end of publishing: all elements and the end of the stream are in the
   * ring. The reader may not have taken them yet.
   *
   * @return completes then, or when the reader cancels; fails if the sink fails
   */
  public CompletionStage<Done> published() {
    return handle.published();
  }

  /**
   * Returns a future of the end of reading: the reader took all elements and the end of the stream.
   *
   * @return completes then, or when the reader cancels; fails if the sink or the reader fails, and
   *     with {@link io.culvert.exceptions.PeerTerminatedException} or {@link
   *     io.culvert.exceptions.AttachTimeoutException} if no reader attaches in time
   */
  public CompletionStage<Done> drained() {
    return handle.drained();
  }

  /** {@return a snapshot of the sink} */
  public RingMetrics metrics() {
    return handle.metrics();
  }
}
