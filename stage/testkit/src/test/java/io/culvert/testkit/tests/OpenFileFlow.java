package io.culvert.testkit.tests;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;

/** A stage with a fault: it opens a file, and does not close it when it stops. */
final class OpenFileFlow extends GraphStage<FlowShape<Integer, Integer>> {

  private final Path file;
  private final List<FileChannel> opened;
  private final Inlet<Integer> in = Inlet.create("OpenFileFlow.in");
  private final Outlet<Integer> out = Outlet.create("OpenFileFlow.out");
  private final FlowShape<Integer, Integer> shape = FlowShape.of(in, out);

  /**
   * @param opened receives the open file, so that the test can close it
   */
  OpenFileFlow(Path file, List<FileChannel> opened) {
    this.file = file;
    this.opened = opened;
  }

  @Override
  public FlowShape<Integer, Integer> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              push(out, grab(in));
            }

            @Override
            public void onPull() {
              pull(in);
            }
          });
    }

    @Override
    public void preStart() throws IOException {
      opened.add(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }
  }
}
