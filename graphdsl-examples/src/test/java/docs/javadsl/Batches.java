package docs.javadsl;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * A custom stage that groups elements. Before it ends, it emits the elements that it holds, even if
 * its upstream failed.
 */
final class Batches<T> extends GraphStage<FlowShape<T, List<T>>> {

  private final int size;
  private final Inlet<T> in = Inlet.create("Batches.in");
  private final Outlet<List<T>> out = Outlet.create("Batches.out");
  private final FlowShape<T, List<T>> shape = FlowShape.of(in, out);

  Batches(int size) {
    this.size = size;
  }

  @Override
  public FlowShape<T, List<T>> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private List<T> batch = new ArrayList<>();

    Logic() {
      super(shape);
      setHandler(in, new Input());
      setHandler(out, new Output());
    }

    private final class Input extends AbstractInHandler {

      @Override
      public void onPush() {
        batch.add(grab(in));
        if (batch.size() < size) {
          pull(in);
        } else {
          push(out, batch);
          batch = new ArrayList<>();
        }
      }

      @Override
      public void onUpstreamFinish() {
        emitRest(Logic.this::completeStage);
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        emitRest(() -> failStage(failure));
      }

      private void emitRest(Runnable andThen) {
        if (batch.isEmpty()) {
          andThen.run();
        } else {
          emit(out, batch, andThen::run);
        }
      }
    }

    private final class Output extends AbstractOutHandler {

      @Override
      public void onPull() {
        pull(in);
      }
    }
  }
}
