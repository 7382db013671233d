package io.culvert.edge;

import io.culvert.annotation.InternalApi;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

/** The sink that writes to an edge inside this JVM. Materializes the {@link EdgeChannel}. */
@InternalApi
public final class EdgeSinkStage<T>
    extends AbstractGraphStageWithMaterializedValue<SinkShape<T>, EdgeChannel<T>> {

  private final Inlet<T> in = Inlet.create("EdgeSink.in");
  private final SinkShape<T> shape = SinkShape.of(in);
  private final EdgeQueues<T> queues;

  public EdgeSinkStage(EdgeQueues<T> queues) {
    this.queues = queues;
  }

  @Override
  public SinkShape<T> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, EdgeChannel<T>> createLogicAndMaterializedValuePair(
      Attributes inherited) {
    EdgeChannel<T> edge = new EdgeChannel<>();
    return Pair.create(new Logic<>(shape, edge, queues), edge);
  }

  private static final class Logic<T> extends GraphStageLogic implements InHandler {

    private final Inlet<T> in;
    private final EdgeQueues<T> queues;
    private final AsyncCallback<Done> openCallback = createAsyncCallback(done -> onOpen());
    private final AsyncCallback<Done> wakeCallback = createAsyncCallback(done -> onWake());
    private EdgeChannel<T> edge;

    /** The opening of the edge's queue, once this stage has started. */
    private CompletableFuture<EdgeQueue<T>> opening = new CompletableFuture<>();

    private boolean open;

    /** The element that waits for room; null if no element waits. */
    private T waiting;

    private boolean upstreamFinished;
    private Throwable upstreamFailure;

    /** Whether the reader knows of the end, or has cancelled. */
    private boolean ended;

    Logic(SinkShape<T> shape, EdgeChannel<T> edge, EdgeQueues<T> queues) {
      super(shape);
      this.in = shape.in();
      this.edge = edge;
      this.queues = queues;
      setHandler(in, this);
    }

    @Override
    public void preStart() {
      setKeepGoing(true); // what was pushed is handed over, even if upstream finishes meanwhile
      edge.writer().set(() -> wakeCallback.invoke(Done.getInstance()));
      if (isCancelled()) { // by a reader that could not wake this stage yet
        return;
      }
      try {
        opening = queues.open(materializer().system());
      } catch (RuntimeException e) {
        opening = CompletableFuture.failedFuture(e);
      }
      if (opening.isDone()) {
        onOpen();
      } else {
        opening.whenComplete((queue, failure) -> openCallback.invoke(Done.getInstance()));
      }
    }

    private void onOpen() {
      if (opening.isCompletedExceptionally()) {
        opening.whenComplete((queue, failure) -> fail(causeOf(failure)));
      } else {
        edge.open(opening.join());
        open = true;
        continueUpstream();
      }
    }

    private static Throwable causeOf(Throwable failure) {
      return failure instanceof CompletionException ? failure.getCause() : failure;
    }

    @Override
    public void onPush() {
      handOver(grab(in));
    }

    private void onWake() {
      if (!isCancelled() && waiting != null) {
        T element = waiting;
        waiting = null;
        handOver(element);
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

    /** Offers an element now, or parks until there is room. */
    private void handOver(T element) {
      try {
        while (!edge.offer(element)) {
          edge.writer().park();
          // For what the reader took between the last attempt and the parking, it saw no parked
          // flag and sends no wake-up: check again.
          if (!edge.hasRoom() || !edge.writer().unpark()) {
            waiting = element;
            return;
          }
        }
      } catch (RuntimeException e) {
        fail(e); // thrown by the codec
        return;
      }
      continueUpstream();
    }

    private void continueUpstream() {
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
      if (open && waiting == null) {
        complete();
      }
    }

    /** A failure keeps its place after the elements. */
    @Override
    public void onUpstreamFailure(Throwable failure) {
      upstreamFailure = failure;
      if (open && waiting == null) {
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
      edge.closeWriter(opening);
      forgetEdge();
    }

    /** Frees the elements: the interpreter keeps this logic while any stage of its part runs. */
    private void forgetEdge() {
      edge = null;
      opening = null;
      waiting = null;
    }
  }
}
