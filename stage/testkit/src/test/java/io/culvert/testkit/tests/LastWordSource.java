package io.culvert.testkit.tests;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * A source as a user may write it: it runs another source inside, and if that fails, it emits the
 * name of the failure and completes.
 */
final class LastWordSource extends GraphStage<SourceShape<String>> {

  private final Source<String, ?> inner;
  private final Outlet<String> out = Outlet.create("LastWordSource.out");
  private final SourceShape<String> shape = SourceShape.of(out);

  LastWordSource(Source<String, ?> inner) {
    this.inner = inner;
  }

  @Override
  public SourceShape<String> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private final SubSinkInlet<String> in;

    Logic() {
      super(shape);
      in = new SubSinkInlet<>("LastWordSource.in");
      in.setHandler(new Input());
      setHandler(out, new Output());
    }

    @Override
    public void preStart() {
      inner
          .mapMaterializedValue(ignored -> NotUsed.getInstance())
          .runWith(in.sink(), subFusingMaterializer());
    }

    private final class Input extends AbstractInHandler {
      @Override
      public void onPush() {
        push(out, in.grab());
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        emit(out, failure.getClass().getSimpleName(), Logic.this::completeStage);
      }
    }

    private final class Output extends AbstractOutHandler {
      @Override
      public void onPull() {
        in.pull();
      }
    }
  }
}
