package io.culvert.testkit.tests;

import static io.culvert.testing.StageFixture.failure;
import static io.culvert.testing.StageFixture.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.CorruptRingException;
import io.culvert.PeerState;
import io.culvert.PeerTerminatedException;
import io.culvert.RingMetrics;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.ring.RingLayout;
import io.culvert.ring.RoleState;
import io.culvert.testing.Await;
import io.culvert.testkit.CulvertTest;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.ReaderPeer;
import io.culvert.testkit.WriterPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.Test;

/** Each fault that a peer can be told to have is seen by a stream at the other side. */
@CulvertTest(config = Configs.PATIENT + "culvert { peer-timeout = 0s, stall-after = 300ms }")
class FaultsTest {

  /** Six of these fit into the ring. */
  private static final String LARGE = "-".repeat(10_000);

  @Test
  void aSourceEmitsWhatADeadWriterHasPublishedThenFails(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.write("a", "b");
    source.second().requestNext("a");
    writer.die();
    awaitPeer(source.first()::metrics, PeerState.LOST);
    source.second().requestNext("b");
    source.second().request(1);
    assertThat(source.second().expectError())
        .isInstanceOf(PeerTerminatedException.class)
        .hasMessageContaining("role=writer");
  }

  @Test
  void aSinkThatFindsNoRoomFailsWhenItsReaderIsDead(CulvertTestKit kit) {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(kit);
    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    sink.first().sendNext("a");
    assertThat(reader.read()).isEqualTo("a");
    reader.die();
    for (int i = 0; i < 7; i++) {
      sink.first().sendNext(LARGE);
    }
    assertThat(failure(sink.second().published()))
        .isInstanceOf(PeerTerminatedException.class)
        .hasMessageContaining("role=reader");
  }

  /** Its death is not told by itself: its role is still its own, but its heartbeat has stopped. */
  @Test
  void aDeadPeerLeavesWhatAKilledProcessLeaves(CulvertTestKit kit) throws IOException {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.awaitOther();
    writer.die();
    long beat = word(kit, RingLayout.WRITER_OFFSET + RingLayout.BEAT);
    source.second().request(1);
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    assertThat(word(kit, RingLayout.WRITER_STATUS_OFFSET) & 0xFF)
        .isEqualTo(RoleState.ATTACHED.ordinal());
    assertThat(beat).isPositive();
    assertThat(word(kit, RingLayout.WRITER_OFFSET + RingLayout.BEAT)).isEqualTo(beat);
  }

  @Test
  void aStreamGoesOnWithTheSuccessorOfADeadReader(CulvertTestKit kit) {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink =
        sink(kit, kit.settings().withPeerTimeout(Duration.ofSeconds(60)));
    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    sink.first().sendNext("a").sendNext("b");
    assertThat(reader.read()).isEqualTo("a");
    reader.die();
    ReaderPeer<String> successor = kit.reader(Codecs.utf8());
    sink.first().sendNext("c").sendComplete();
    assertThat(successor.read(2)).containsExactly("b", "c");
    successor.expectCompletion();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void aSourceWaitsForAWriterThatStallsAndGoesOn(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.write("a");
    source.second().requestNext("a");
    source.second().request(1);
    writer.stall();
    awaitPeer(source.first()::metrics, PeerState.STALLED);
    assertUseless(() -> writer.offer("b"));
    writer.resume();
    awaitPeer(source.first()::metrics, PeerState.ATTACHED);
    writer.write("b");
    source.second().expectNext("b");
    source.second().cancel();
    writer.expectCancellation();
  }

  @Test
  void aSinkWaitsForAReaderThatStallsAndGoesOn(CulvertTestKit kit) {
    kit.fillRing(Codecs.utf8(), LARGE);
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(kit);
    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    sink.first().sendNext(LARGE);
    reader.awaitOther();
    reader.stall();
    awaitPeer(sink.second()::metrics, PeerState.STALLED);
    assertThat(sink.second().published().toCompletableFuture()).isNotDone();
    assertUseless(reader::read);
    reader.resume();
    reader.cancel();
    sink.first().expectCancellation();
  }

  @Test
  void aPeerThatStallsMayDie(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.stall();
    writer.die();
    source.second().request(1);
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    assertUseless(writer::complete);
    assertUseless(writer::stall);
    assertUseless(writer::awaitOther);
    assertThatThrownBy(writer::resume).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPeerThatLeavesIsLostAtOnce(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.awaitOther();
    writer.leave();
    source.second().request(1);
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    assertUseless(() -> writer.write("a"));
  }

  /** Wherever in the ring it is: seven of these fill it, and the eighth begins anew. */
  @Test
  void aSourceFailsBehindWhatWasWrittenBeforeACorruptFrame(CulvertTestKit kit) {
    for (int count = 0; count < 9; count++) {
      String ring = "ring-" + count;
      WriterPeer<String> writer = kit.writer(ring, Codecs.utf8());
      TestSubscriber.Probe<String> probe =
          kit.source(ring, Codecs.utf8()).runWith(TestSink.create(kit.system()), kit.system());
      probe.request(100);
      for (int i = 0; i < count; i++) {
        writer.write(LARGE);
        probe.expectNext(LARGE);
      }
      writer.corruptFrame();
      assertThat(probe.expectError())
          .isInstanceOf(CorruptRingException.class)
          .hasMessageContaining("field=frame length");
      assertThat(writer.expectFailure()).startsWith(CorruptRingException.class.getName());
    }
  }

  @Test
  void aSinkFindsNoRoomInARingThatWasFilled(CulvertTestKit kit) {
    int count = kit.fillRing(Codecs.utf8(), LARGE);
    assertThat(count).isEqualTo(6);
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(kit);
    sink.first().sendNext(LARGE + "!").sendComplete();
    Await.until(() -> sink.second().metrics().parkings() > 0, () -> "the sink does not wait");
    assertThat(sink.second().metrics().elements()).isZero();

    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    assertThat(reader.read(count)).containsOnly(LARGE);
    assertThat(reader.read()).isEqualTo(LARGE + "!");
    reader.expectCompletion();
    assertThat(result(sink.second().drained())).isEqualTo(Done.getInstance());
  }

  private static Pair<RingControl, TestSubscriber.Probe<String>> source(CulvertTestKit kit) {
    return kit.source(Codecs.utf8())
        .toMat(TestSink.create(kit.system()), Keep.both())
        .run(kit.system());
  }

  private static Pair<TestPublisher.Probe<String>, RingSinkControl> sink(CulvertTestKit kit) {
    return sink(kit, kit.settings());
  }

  private static Pair<TestPublisher.Probe<String>, RingSinkControl> sink(
      CulvertTestKit kit, RingSettings settings) {
    return TestSource.<String>create(kit.system())
        .toMat(RingSink.withControl(kit.ringName(), Codecs.utf8(), settings), Keep.both())
        .run(kit.system());
  }

  private static void awaitPeer(Supplier<RingMetrics> metrics, PeerState state) {
    Await.asserted(() -> assertThat(metrics.get().peer()).isEqualTo(state));
  }

  private static void assertUseless(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this peer is stalled or gone")
        .hasMessageContaining("file=");
  }

  /** Eight bytes of the test's ring. */
  private static long word(CulvertTestKit kit, int offset) throws IOException {
    byte[] ring = Files.readAllBytes(kit.directory().resolve(kit.ringName() + ".ring"));
    return ByteBuffer.wrap(ring).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
  }
}
