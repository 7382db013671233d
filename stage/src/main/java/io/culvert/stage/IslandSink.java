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
 * INTERNAL API. Where an island ends at an edge inside this JVM. Materializes the edge.
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

    /** That of the edge's carrier, as soon as this stage has started. */
    private CompletableFuture<Carrier<T>> opening = new CompletableFuture<>();

    private boolean open;

    /** The element that found no room; null when there is none. */
    private T waiting;

    private boolean upstreamFinished;
    private Throwable upstreamFailure;

    /** Whether the other side knows that nothing more comes, or wants nothing more. */
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
      setKeepGoing(true); // what was pushed is handed over, also when upstream has finished
      edge.writer().set(() -> wakeCallback.invoke(Done.getInstance()));
      if (isCancelled()) { // by who came before there was anybody to wake
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

    /** Now, or when there is room for it. */
    private void handOver(T element) {
      try {
        while (!edge.offer(element)) {
          edge.writer().park();
          // What was taken out between our look and the parking was seen by nobody: look again.
          if (!edge.hasRoom() || !edge.writer().unpark()) {
            waiting = element;
            return;
          }
        }
      } catch (RuntimeException e) {
        fail(e); // of the codec
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

    /** A failure keeps its place behind the elements. */
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

    /** The island keeps this logic as long as any part of it runs; nobody wants the elements. */
    private void forgetEdge() {
      edge = null;
      opening = null;
      waiting = null;
    }
  }
}
