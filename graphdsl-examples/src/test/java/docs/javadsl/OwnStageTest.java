package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.peer.PeerState;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.ReaderPeer;
import io.culvert.testkit.WriterPeer;
import io.culvert.testkit.junit.CulvertTest;
import java.util.List;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;

/** Tests a custom stage after a ring, and before one. */
// #class
@CulvertTest(
    config = "culvert { peer-timeout = 100ms, stall-after = 300ms }, pekko.test.timefactor = 10")
class OwnStageTest {
  // #class

  // #elements
  @Test
  void shouldBatchElementsThatCrossTheRing(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    TestSubscriber.Probe<List<Long>> probe =
        kit.source(Codecs.int64())
            .via(new Batches<>(2))
            .runWith(TestSink.create(kit.system()), kit.system());

    writer.write(1L, 2L, 3L);
    probe.requestNext(List.of(1L, 2L));
    writer.complete();
    probe.requestNext(List.of(3L));
    probe.expectComplete();
  }

  // #elements

  // #die
  @Test
  void shouldEmitHeldElementsWhenTheWriterDies(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    TestSubscriber.Probe<List<Long>> probe = batches(kit);

    writer.write(1L, 2L, 3L);
    writer.die();
    probe.requestNext(List.of(1L, 2L));
    probe.requestNext(List.of(3L));
    assertThat(probe.expectError()).isInstanceOf(PeerTerminatedException.class);
  }

  // #die

  // #corrupt
  @Test
  void shouldEmitHeldElementsWhenTheRingIsCorrupt(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    TestSubscriber.Probe<List<Long>> probe = batches(kit);

    writer.write(1L);
    writer.corruptFrame();
    probe.requestNext(List.of(1L));
    assertThat(probe.expectError()).isInstanceOf(CorruptRingException.class);
  }

  // #corrupt

  @Test
  void shouldEmitHeldElementsWhenTheWriterFails(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    TestSubscriber.Probe<List<Long>> probe = batches(kit);

    writer.write(1L);
    writer.fail(new IllegalStateException("no more"));
    probe.requestNext(List.of(1L));
    assertThat(probe.expectError()).isInstanceOf(RemoteStreamException.class);
  }

  // #stall
  @Test
  void shouldWaitWhenTheWriterStalls(CulvertTestKit kit) {
    WriterPeer<Long> writer = kit.writer(Codecs.int64());
    Pair<RingControl, TestSubscriber.Probe<List<Long>>> running =
        kit.source(Codecs.int64())
            .via(new Batches<>(2))
            .toMat(TestSink.create(kit.system()), Keep.both())
            .run(kit.system());
    TestSubscriber.Probe<List<Long>> probe = running.second();

    writer.write(1L);
    probe.request(1);
    writer.stall();
    eventually(
        kit, () -> assertThat(running.first().metrics().peer()).isEqualTo(PeerState.STALLED));
    writer.resume();
    writer.write(2L);
    probe.expectNext(List.of(1L, 2L));
    probe.cancel();
    writer.expectCancellation();
  }

  // #stall

  // #full
  @Test
  void shouldWaitWhenTheRingIsFull(CulvertTestKit kit) {
    int count = kit.fillRing(Codecs.utf8(), "from before");
    RingSinkControl sink =
        Source.from(List.of("a", "b"))
            .via(new Batches<>(2))
            .map(batch -> String.join("+", batch))
            .runWith(RingSink.withControl(kit.ringName(), Codecs.utf8()), kit.system());
    eventually(kit, () -> assertThat(sink.metrics().parkings()).isPositive());
    assertThat(sink.metrics().elements()).isZero();

    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    assertThat(reader.read(count)).containsOnly("from before");
    assertThat(reader.read()).isEqualTo("a+b");
    reader.expectCompletion();
  }

  // #full

  private static TestSubscriber.Probe<List<Long>> batches(CulvertTestKit kit) {
    return kit.source(Codecs.int64())
        .via(new Batches<>(2))
        .runWith(TestSink.create(kit.system()), kit.system());
  }

  private static void eventually(CulvertTestKit kit, Runnable assertion) {
    new TestKit(kit.system())
        .awaitAssert(
            () -> {
              assertion.run();
              return null;
            });
  }
}
