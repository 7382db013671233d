package io.culvert.stage;

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
 * INTERNAL API. Where an island begins at an edge inside this JVM. Materializes a future, to be
 * completed with the edge that the sink at its other end has materialized.
 *
 * @param <T> the type of the elements
 */
public final class IslandSource<T>
    extends AbstractGraphStageWithMaterializedValue<
        SourceShape<T>, CompletableFuture<IslandEdge<T>>> {

  private final Outlet<T> out = Outlet.create("IslandSource.out");
  private final SourceShape<T> shape = SourceShape.of(out);
  private final int spins;

  IslandSource(int spins) {
    this.spins = spins;
  }

  @Override
  public SourceShape<T> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletableFuture<IslandEdge<T>>>
      createLogicAndMaterializedValuePair(Attributes inherited) {
    CompletableFuture<IslandEdge<T>> joined = new CompletableFuture<>();
    return Pair.create(new Logic<>(shape, joined, spins), joined);
  }

  private static final class Logic<T> extends GraphStageLogic implements OutHandler {

    private final Outlet<T> out;
    private final int spins;
    private final AsyncCallback<IslandEdge<T>> joinCallback = createAsyncCallback(this::onJoin);
    private final AsyncCallback<Done> wakeCallback = createAsyncCallback(done -> onWake());
    private CompletableFuture<IslandEdge<T>> joined;
    private IslandEdge<T> edge;

    /** Whether the other side has ended, or knows that nothing more is wanted. */
    private boolean ended;

    Logic(SourceShape<T> shape, CompletableFuture<IslandEdge<T>> joined, int spins) {
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

    private void onJoin(IslandEdge<T> found) {
      edge = found;
      edge.reader().set(() -> wakeCallback.invoke(Done.getInstance()));
      onWake(); // what came before there was anybody to wake
    }

    @Override
    public void onPull() {
      if (edge == null) {
        return; // onJoin comes back to it
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
      } catch (RuntimeException e) { // of the codec
        cancel(e);
        failStage(e);
      }
    }

    /** The writer is often about to put something in: some looks cost less than a parking. */
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

    /** Lets the thread go; false when there is something to take after all. */
    private boolean park() {
      edge.reader().park();
      // What was put in between our look and the parking was seen by nobody: look again.
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
      joined.thenAccept(IslandEdge::closeReader);
      forgetEdge();
    }

    /** The island keeps this logic as long as any part of it runs; nobody wants the elements. */
    private void forgetEdge() {
      edge = null;
      joined = null;
    }
  }
}
