package io.culvert.stage;

import static io.culvert.testing.Await.result;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import java.time.Duration;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The streams of the tests in which a peer signals a stage. */
abstract class WakeUpFixture {

  /** A lost page is fatal to the actor system that meets it; this setting keeps the JVM alive. */
  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig("pekko.jvm-exit-on-fatal-error = off");

  static final String LARGE = "x".repeat(3 * StageFixture.CAPACITY);

  static Pair<TestPublisher.Probe<String>, RingSinkControl> sink(Duration peerTimeout) {
    return fixture
        .upstream()
        .toMat(
            RingSink.withControl(
                fixture.name(), Codecs.utf8(), fixture.settings().withPeerTimeout(peerTimeout)),
            Keep.both())
        .run(fixture.materializer());
  }

  /** Returns a sink that has attached to this ring, which the test reads. */
  static Pair<TestPublisher.Probe<String>, RingSinkControl> attachedSink(
      RawRing ring, Duration peerTimeout) {
    ring.reader();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(peerTimeout);
    result(sink.second().resumePoint());
    return sink;
  }

  static Pair<RingControl, TestSubscriber.Probe<Committable<String>>> committable() {
    return RingSource.committable(
            fixture.name(),
            Codecs.utf8(),
            fixture.settings().withCommitTimeout(RingSettings.FOREVER))
        .toMat(TestSink.<Committable<String>>create(fixture.system()), Keep.both())
        .run(fixture.materializer());
  }
}
