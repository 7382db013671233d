package io.culvert.stage;

import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;

/**
 * INTERNAL API. Where an island ends at an edge on the heap. Materializes the edge.
 *
 * @param <T> the type of the elements
 */
public final class HeapEdgeSink<T>
    extends AbstractGraphStageWithMaterializedValue<SinkShape<T>, HeapEdge<T>> {

  private final Inlet<T> in = Inlet.create("HeapEdgeSink.in");
  private final SinkShape<T> shape = SinkShape.of(in);
  private final int capacity;

  HeapEdgeSink(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public SinkShape<T> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, HeapEdge<T>> createLogicAndMaterializedValuePair(
      Attributes inherited) {
    HeapEdge<T> edge = new HeapEdge<>(capacity);
    return Pair.create(new Logic<>(shape, edge), edge);
  }

  private static final class Logic<T> extends GraphStageLogic implements InHandler {

    private final Inlet<T> in;
    private final HeapEdge<T> edge;
    private final AsyncCallback<Done> wakeCallback = createAsyncCallback(done -> onWake());

    /** The element that found no room; null when there is none. */
    private T waiting;

    private boolean upstreamFinished;
    private Throwable upstreamFailure;

    /** Whether the other side knows that nothing more comes, or wants nothing more. */
    private boolean ended;

    Logic(SinkShape<T> shape, HeapEdge<T> edge) {
      super(shape);
      this.in = shape.in();
      this.edge = edge;
      setHandler(in, this);
    }

    @Override
    public void preStart() {
      setKeepGoing(true); // what was pushed is handed over, also when upstream has finished
      edge.writer().set(() -> wakeCallback.invoke(Done.getInstance()));
      if (!isCancelled()) { // by who came before there was anybody to wake
        pull(in);
      }
    }

    @Override
    public void onPush() {
      T element = grab(in);
      if (edge.offer(element)) {
        pull(in);
      } else {
        waiting = element;
        handOver();
      }
    }

    private void onWake() {
      if (!isCancelled() && waiting != null) {
        handOver();
      }
    }

    private boolean isCancelled() {
      Throwable cause = edge.cancellation();
      if (cause != null) {
        ended = true;
        cancelStage(cause);
      }
      return cause != null;
    }

    /** Now, or when there is room for it. */
    private void handOver() {
      while (!edge.offer(waiting)) {
        edge.writer().park();
        // What was taken out between our look and the parking was seen by nobody: look again.
        if (!edge.hasRoom() || !edge.writer().unpark()) {
          return;
        }
      }
      waiting = null;
      goOn();
    }

    private void goOn() {
      if (upstreamFailure != null) {
        fail(upstreamFailure);
      } else if (upstreamFinished) {
        complete();
      } else {
        pull(in);
      }
    }

    @Override
    public void onUpstreamFinish() {
      upstreamFinished = true;
      if (waiting == null) {
        complete();
      }
    }

    /** A failure keeps its place behind the elements. */
    @Override
    public void onUpstreamFailure(Throwable failure) {
      upstreamFailure = failure;
      if (waiting == null) {
        fail(failure);
      }
    }

    private void complete() {
      ended = true;
      edge.complete();
      completeStage();
    }

    private void fail(Throwable failure) {
      ended = true;
      edge.fail(failure);
      failStage(failure);
    }

    @Override
    public void postStop() {
      if (!ended) {
        edge.fail(new AbruptStageTerminationException(this));
      }
    }
  }
}
