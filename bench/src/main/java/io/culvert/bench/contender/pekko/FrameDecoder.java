package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.frame.FrameReader;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Takes payloads out of frames without a {@link ByteString} for each: it reads buffers in place.
 */
final class FrameDecoder extends GraphStage<FlowShape<ByteString, byte[]>> {

  private final Inlet<ByteString> in = Inlet.create("FrameDecoder.in");
  private final Outlet<byte[]> out = Outlet.create("FrameDecoder.out");
  private final FlowShape<ByteString, byte[]> shape = FlowShape.of(in, out);

  @Override
  public FlowShape<ByteString, byte[]> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private final FrameReader reader = new FrameReader();
    private Iterator<ByteBuffer> pieces = Collections.emptyIterator();

    Logic() {
      super(shape);
      setHandlers(
          in,
          out,
          new AbstractInOutHandler() {
            @Override
            public void onPush() {
              pieces = grab(in).getByteBuffers().iterator();
              pushOrPull();
            }

            @Override
            public void onPull() {
              pushOrPull();
            }

            @Override
            public void onUpstreamFinish() {
              // A decoder without demand may still have payloads.
              if (isAvailable(out)) {
                end();
              }
            }
          });
    }

    private void pushOrPull() {
      byte[] payload = next();
      if (payload != null) {
        push(out, payload);
      } else if (isClosed(in)) {
        end();
      } else {
        pull(in);
      }
    }

    private byte[] next() {
      byte[] payload = reader.next();
      while (payload == null && pieces.hasNext()) {
        reader.feed(pieces.next());
        payload = reader.next();
      }
      return payload;
    }

    private void end() {
      if (reader.isAtBoundary()) {
        completeStage();
      } else {
        failStage(new IllegalStateException("the stream ends within a frame"));
      }
    }
  }
}
