package io.culvert.testkit.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingAttributes;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.AttachTimeoutException;
import io.culvert.ring.file.RingSpec;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.WriterPeer;
import io.culvert.testkit.junit.CulvertTest;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.Test;

/** Peers die and stall at stages that are not Culvert's. */
@CulvertTest(config = Configs.PATIENT + "culvert.peer-timeout = 0s")
class OwnStagesTest {

  private static final Duration IDLE_TIMEOUT = Duration.ofMillis(300);
  private static final Duration NEVER = Duration.ofDays(1);

  /** Longer than one frame of the ring can be. */
  private static final String LARGE = "-".repeat(20_000);

  @Test
  void shouldOnlyFindSilenceWhenWriterOfPlainReaderDies(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    TestSubscriber.Probe<String> probe = run(kit, plainSource(kit, IDLE_TIMEOUT));
    writer.write("a");
    writer.die();
    probe.requestNext("a");
    assertThat(probe.request(1).expectError()).isInstanceOf(TimeoutException.class);
  }

  @Test
  void shouldContinuePlainReaderWhenDeadWriterHasSuccessor(CulvertTestKit kit) {
    TestSubscriber.Probe<String> probe = run(kit, plainSource(kit, NEVER));
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    writer.write("a");
    writer.die();
    WriterPeer<String> successor = kit.writer(Codecs.utf8());
    successor.write("b");
    successor.complete();
    probe.requestNext("a").requestNext("b");
    probe.request(1).expectComplete();
  }

  @Test
  void shouldOnlyFindSilenceWhenWriterOfPlainReaderStalls(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    TestSubscriber.Probe<String> probe = run(kit, plainSource(kit, NEVER));
    writer.write("a");
    writer.stall();
    probe.requestNext("a");
    probe.request(1).expectNoMessage(Duration.ofMillis(50));
    writer.resume();
    writer.write("b");
    probe.expectNext("b");
    writer.complete();
    probe.request(1).expectComplete();
  }

  @Test
  void shouldDropBegunElementWhenWriterOfPlainReaderDies(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    TestSubscriber.Probe<String> probe = run(kit, plainSource(kit, NEVER));
    writer.write("a");
    writer.writeFirstFrame(LARGE);
    writer.die();
    WriterPeer<String> successor = kit.writer(Codecs.utf8());
    successor.write(LARGE + "!");
    successor.complete();
    probe.requestNext("a").requestNext(LARGE + "!");
    probe.request(1).expectComplete();
  }

  @Test
  void shouldFailRingSourceInsideStageWhenWriterDies(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    TestSubscriber.Probe<String> probe =
        run(kit, Source.fromGraph(new LastWordSource(kit.source(Codecs.utf8()))));
    writer.write("a");
    writer.die();
    probe.requestNext("a").requestNext("PeerTerminatedException");
    probe.expectComplete();
  }

  @Test
  void shouldFailRingSourceWhenWriterDiesInMidstOfElement(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    TestSubscriber.Probe<String> probe =
        run(kit, Source.fromGraph(new LastWordSource(kit.source(Codecs.utf8()))));
    writer.write("a");
    writer.writeFirstFrame("b");
    writer.die();
    probe.requestNext("a").requestNext("PeerTerminatedException");
    probe.expectComplete();
  }

  @Test
  void shouldReadElementsWhenWriterDiedBeforeAttach(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    writer.write("a");
    writer.dieNow();
    TestSubscriber.Probe<String> probe =
        run(
            kit,
            kit.source(Codecs.utf8())
                .withAttributes(RingAttributes.attachTimeout(Duration.ofMillis(100))));
    probe.requestNext("a");
    assertThat(probe.request(1).expectError()).isInstanceOf(AttachTimeoutException.class);
  }

  @Test
  void shouldReadElementsWhenStalledWriterResumes(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    writer.write("a");
    writer.stallNow();
    TestSubscriber.Probe<String> probe = run(kit, kit.source(Codecs.utf8()));
    probe.requestNext("a");
    writer.resume();
    writer.write("b");
    writer.complete();
    probe.requestNext("b");
    probe.request(1).expectComplete();
  }

  private static Source<String, ?> plainSource(CulvertTestKit kit, Duration idleTimeout) {
    RingSpec spec =
        RingSpec.ofBytes(kit.settings().capacity())
            .withMaxMessageSize(2 * LARGE.length())
            .withCodec(Codecs.utf8().name(), Codecs.utf8().fingerprint());
    return Source.fromGraph(new IdleRingSource(kit.directory(), kit.ringName(), spec, idleTimeout));
  }

  private static TestSubscriber.Probe<String> run(CulvertTestKit kit, Source<String, ?> source) {
    return source.runWith(TestSink.create(kit.system()), kit.materializer());
  }
}
