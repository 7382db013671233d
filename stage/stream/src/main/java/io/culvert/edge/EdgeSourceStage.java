package io.culvert.edge;

import io.culvert.annotation.InternalApi;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.OutHandler;

/**
 * The source that reads from an edge inside this JVM. Materializes a future, which the caller
 * completes with the {@link EdgeChannel} that the sink materializes.
 */
@InternalApi
public final class EdgeSourceStage<T>
    extends AbstractGraphStageWithMaterializedValue<
        SourceShape<T>, CompletableFuture<EdgeChannel<T>>> {

  private final Outlet<T> out = Outlet.create("EdgeSource.out");
  private final SourceShape<T> shape = SourceShape.of(out);
  private final int spins;

  public EdgeSourceStage(int spins) {
    this.spins = spins;
  }

  @Override
  public SourceShape<T> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletableFuture<EdgeChannel<T>>>
      createLogicAndMaterializedValuePair(Attributes inherited) {
    CompletableFuture<EdgeChannel<T>> joined = new CompletableFuture<>();
    return Pair.create(new Logic<>(shape, joined, spins), joined);
  }

  private static final class Logic<T> extends GraphStageLogic implements OutHandler {

    private final Outlet<T> out;
    private final int spins;
    private final AsyncCallback<EdgeChannel<T>> joinCallback = createAsyncCallback(this::onJoin);
    private final AsyncCallback<Done> wakeCallback = createAsyncCallback(done -> onWake());
    private CompletableFuture<EdgeChannel<T>> joined;
    private EdgeChannel<T> edge;

    /** Whether the writer has ended, or knows of the cancellation. */
    private boolean ended;

    Logic(SourceShape<T> shape, CompletableFuture<EdgeChannel<T>> joined, int spins) {
      super(shape);
      this.out = shape.out();
      this.joined = joined;
      this.spins = spins;
      setHandler(out, this);
    }

    @Override
    public void preStart() {
      joined.thenAccept(joinCallback::invoke);
    }

    private void onJoin(EdgeChannel<T> found) {
      edge = found;
      edge.reader().set(() -> wakeCallback.invoke(Done.getInstance()));
      onWake(); // for what the writer stored before it could wake this stage
    }

    @Override
    public void onPull() {
      if (edge == null) {
        return; // onJoin calls it again
      }
      try {
        do {
          T element = pollForMoment();
          if (element != null) {
            pushNext(element);
            return;
          }
          edge.offerRoom();
        } while (!endIfDrained() && !park());
      } catch (RuntimeException e) { // thrown by the codec
        cancel(e);
        failStage(e);
      }
    }

    /** The writer is often about to add an element: a few checks cost less than a parking. */
    private T pollForMoment() {
      T element = edge.poll();
      for (int i = 0; i < spins && element == null && !edge.hasEnded(); i++) {
        Thread.onSpinWait();
        element = edge.poll();
      }
      return element;
    }

    private void pushNext(T element) {
      push(out, element);
      endIfDrained();
    }

    /** The end needs no demand. */
    private boolean endIfDrained() {
      if (!edge.isDrained()) {
        return false;
      }
      ended = true;
      if (edge.failure() == null) {
        completeStage();
      } else {
        failStage(edge.failure());
      }
      return true;
    }

    /** Lets the thread go; false if there is something to take after all. */
    private boolean park() {
      edge.reader().park();
      // For what the writer stored between the last poll and the parking, it saw no parked flag
      // and sends no wake-up: check again.
      return !(edge.isReadable() && edge.reader().unpark());
    }

    private void onWake() {
      if (isAvailable(out)) {
        onPull();
      } else {
        endIfDrained();
      }
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      cancel(cause);
      cancelStage(cause);
    }

    private void cancel(Throwable cause) {
      ended = true;
      joined.thenAccept(found -> found.cancel(cause));
    }

    @Override
    public void postStop() {
      if (!ended) {
        cancel(new AbruptStageTerminationException(this));
      }
      joined.thenAccept(EdgeChannel::closeReader);
      forgetEdge();
    }

    /** Frees the elements: the interpreter keeps this logic while any stage of its part runs. */
    private void forgetEdge() {
      edge = null;
      joined = null;
    }
  }
}
