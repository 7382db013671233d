package io.culvert.stage;

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

/**
 * INTERNAL API. The sink that writes an edge inside this JVM. Materializes the edge.
 *
 * @param <T> the type of the elements
 */
public final class IslandSink<T>
    extends AbstractGraphStageWithMaterializedValue<SinkShape<T>, IslandEdge<T>> {

  private final Inlet<T> in = Inlet.create("IslandSink.in");
  private final SinkShape<T> shape = SinkShape.of(in);
  private final Carriers<T> carriers;

  IslandSink(Carriers<T> carriers) {
    this.carriers = carriers;
  }

  @Override
  public SinkShape<T> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, IslandEdge<T>> createLogicAndMaterializedValuePair(
      Attributes inherited) {
    IslandEdge<T> edge = new IslandEdge<>();
    return Pair.create(new Logic<>(shape, edge, carriers), edge);
  }

  private static final class Logic<T> extends GraphStageLogic implements InHandler {

    private final Inlet<T> in;
    private final Carriers<T> carriers;
    private final AsyncCallback<Done> openCallback = createAsyncCallback(done -> onOpen());
    private final AsyncCallback<Done> wakeCallback = createAsyncCallback(done -> onWake());
    private IslandEdge<T> edge;

    /** The opening of the edge's queue, once this stage has started. */
    private CompletableFuture<Carrier<T>> opening = new CompletableFuture<>();

    private boolean open;

    /** The element that waits for room; null if no element waits. */
    private T waiting;

    private boolean upstreamFinished;
    private Throwable upstreamFailure;

    /** Whether the reader knows of the end, or has cancelled. */
    private boolean ended;

    Logic(SinkShape<T> shape, IslandEdge<T> edge, Carriers<T> carriers) {
      super(shape);
      this.in = shape.in();
      this.edge = edge;
      this.carriers = carriers;
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
        opening = carriers.open(materializer().system());
      } catch (RuntimeException e) {
        opening = CompletableFuture.failedFuture(e);
      }
      if (opening.isDone()) {
        onOpen();
      } else {
        opening.whenComplete((carrier, failure) -> openCallback.invoke(Done.getInstance()));
      }
    }

    private void onOpen() {
      if (opening.isCompletedExceptionally()) {
        opening.whenComplete((carrier, failure) -> fail(causeOf(failure)));
      } else {
        edge.open(opening.join());
        open = true;
        goOn();
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

    /**
     * Frees the elements: the interpreter keeps this logic while any stage of its part runs.
     */
    private void forgetEdge() {
      edge = null;
      opening = null;
      waiting = null;
    }
  }
}
