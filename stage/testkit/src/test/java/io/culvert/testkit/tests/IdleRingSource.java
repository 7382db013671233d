package io.culvert.testkit.tests;

import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.agrona.DirectBuffer;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * A source as a user may write it: it polls a ring like a plain thread, without a lock or a
 * heartbeat, and fails if no message arrives in time.
 */
final class IdleRingSource extends GraphStage<SourceShape<String>> {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

  private final Path directory;
  private final String name;
  private final RingSpec spec;
  private final Duration idleTimeout;
  private final Outlet<String> out = Outlet.create("IdleRingSource.out");
  private final SourceShape<String> shape = SourceShape.of(out);

  IdleRingSource(Path directory, String name, RingSpec spec, Duration idleTimeout) {
    this.directory = directory;
    this.name = name;
    this.spec = spec;
    this.idleTimeout = idleTimeout;
  }

  @Override
  public SourceShape<String> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inheritedAttributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {

    private static final String POLL = "poll";
    private static final String IDLE = "idle";

    private MappedRing ring;
    private RingReader reader;

    Logic() {
      super(shape);
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              scheduleOnce(IDLE, idleTimeout);
              poll();
            }
          });
    }

    @Override
    public void preStart() {
      ring = MappedRing.openOrCreate(RingDirectory.local(directory), name, spec);
      reader = RingReader.attach(ring);
    }

    private void poll() {
      ReadResult result = reader.read();
      if (result == ReadResult.MESSAGE) {
        cancelTimer(IDLE);
        DirectBuffer message = reader.payload();
        push(out, message.getStringWithoutLengthUtf8(0, message.capacity()));
        reader.release();
        reader.storeReleased();
      } else if (result == ReadResult.EMPTY) {
        scheduleOnce(POLL, POLL_INTERVAL);
      } else {
        reader.complete();
        completeStage();
      }
    }

    @Override
    public void onTimer(Object timer) throws TimeoutException {
      if (timer.equals(IDLE)) {
        throw new TimeoutException("no message for " + idleTimeout);
      }
      poll();
    }

    @Override
    public void postStop() {
      reader.close();
      ring.close();
    }
  }
}
