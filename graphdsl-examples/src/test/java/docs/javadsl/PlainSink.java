package docs.javadsl;

import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * A custom stage that writes to a ring like a plain thread, without a lock or a heartbeat. It fails
 * if the ring has no room for some time.
 */
final class PlainSink extends GraphStage<SinkShape<String>> {

  private static final Duration RETRY_INTERVAL = Duration.ofMillis(2);

  private final Path directory;
  private final String name;
  private final RingSpec spec;
  private final Duration timeout;
  private final Inlet<String> in = Inlet.create("PlainSink.in");
  private final SinkShape<String> shape = SinkShape.of(in);

  PlainSink(Path directory, String name, RingSpec spec, Duration timeout) {
    this.directory = directory;
    this.name = name;
    this.spec = spec;
    this.timeout = timeout;
  }

  @Override
  public SinkShape<String> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {

    private static final String RETRY = "retry";
    private static final String TIMEOUT = "timeout";

    private MappedRing ring;
    private RingWriter writer;
    private UnsafeBuffer refused;

    Logic() {
      super(shape);
      setHandler(in, new Input());
    }

    @Override
    public void preStart() {
      ring = MappedRing.openOrCreate(RingDirectory.local(directory), name, spec);
      writer = RingWriter.attach(ring);
      pull(in);
    }

    @Override
    public void onTimer(Object timer) throws TimeoutException {
      if (timer.equals(TIMEOUT)) {
        throw new TimeoutException("the ring has no room: file=" + writer.file());
      }
      offer(refused);
    }

    private void offer(UnsafeBuffer message) {
      if (!writer.offer(message, 0, message.capacity())) {
        refused = message;
        scheduleOnce(RETRY, RETRY_INTERVAL);
        return;
      }
      refused = null;
      cancelTimer(TIMEOUT);
      if (isClosed(in)) {
        complete();
      } else {
        pull(in);
      }
    }

    private void complete() {
      writer.complete();
      completeStage();
    }

    @Override
    public void postStop() {
      writer.close();
      ring.close();
    }

    private final class Input extends AbstractInHandler {

      @Override
      public void onPush() {
        scheduleOnce(TIMEOUT, timeout);
        offer(new UnsafeBuffer(grab(in).getBytes(StandardCharsets.UTF_8)));
      }

      @Override
      public void onUpstreamFinish() {
        if (refused == null) {
          complete();
        }
      }
    }
  }
}
