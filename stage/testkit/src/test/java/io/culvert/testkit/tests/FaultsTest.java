package io.culvert.testkit.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.RingMetrics;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.peer.PeerState;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.Await;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.ReaderPeer;
import io.culvert.testkit.WriterPeer;
import io.culvert.testkit.junit.CulvertTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.Test;

/** A stream detects each fault that its peer can simulate. */
@CulvertTest(config = Configs.PATIENT + "culvert { peer-timeout = 0s, stall-after = 300ms }")
class FaultsTest {

  /** The length of a text of which six fit into the ring. */
  private static final String LARGE = "-".repeat(10_000);

  @Test
  void shouldEmitPublishedElementsThenFailWhenWriterDies(CulvertTestKit kit) {
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
  void shouldFailWaitingSinkWhenReaderDies(CulvertTestKit kit) {
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(kit);
    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    sink.first().sendNext("a");
    assertThat(reader.read()).isEqualTo("a");
    reader.die();
    for (int i = 0; i < 7; i++) {
      sink.first().sendNext(LARGE);
    }
    assertThat(sink.second().published())
        .failsWithin(Await.PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(PeerTerminatedException.class)
        .withMessageContaining("role=reader");
  }

  /** A dead peer does not report its death: it keeps its role, but its heartbeat has stopped. */
  @Test
  void shouldLeaveRoleHeldAndHeartbeatStoppedWhenPeerDies(CulvertTestKit kit) throws IOException {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.awaitStage();
    writer.die();
    long heartbeat = word(kit, RingDescriptor.WRITER_OFFSET + RingDescriptor.HEARTBEAT);
    source.second().request(1);
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    assertThat(stateOfWriter(kit)).isEqualTo(RoleStatus.ATTACHED.ordinal());
    assertThat(heartbeat).isPositive();
    assertThat(word(kit, RingDescriptor.WRITER_OFFSET + RingDescriptor.HEARTBEAT))
        .isEqualTo(heartbeat);
  }

  @Test
  void shouldContinueStreamWhenDeadReaderHasSuccessor(CulvertTestKit kit) {
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
    assertThat(sink.second().drained()).succeedsWithin(Await.PATIENCE);
  }

  @Test
  void shouldContinueSourceWhenStalledWriterResumes(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.write("a");
    source.second().requestNext("a");
    source.second().request(1);
    writer.stall();
    awaitPeer(source.first()::metrics, PeerState.STALLED);
    assertUnusable(() -> writer.offer("b"));
    writer.resume();
    awaitPeer(source.first()::metrics, PeerState.ATTACHED);
    writer.write("b");
    source.second().expectNext("b");
    source.second().cancel();
    writer.expectCancellation();
  }

  @Test
  void shouldContinueSinkWhenStalledReaderResumes(CulvertTestKit kit) {
    kit.fillRing(Codecs.utf8(), LARGE);
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink = sink(kit);
    ReaderPeer<String> reader = kit.reader(Codecs.utf8());
    sink.first().sendNext(LARGE);
    reader.awaitStage();
    reader.stall();
    awaitPeer(sink.second()::metrics, PeerState.STALLED);
    assertThat(sink.second().published().toCompletableFuture()).isNotDone();
    assertUnusable(reader::read);
    reader.resume();
    reader.cancel();
    sink.first().expectCancellation();
  }

  @Test
  void shouldFailSourceWhenStalledPeerDies(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.stall();
    writer.die();
    source.second().request(1);
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    assertUnusable(writer::complete);
    assertUnusable(writer::stall);
    assertUnusable(writer::stallNow);
    assertUnusable(writer::dieNow);
    assertUnusable(writer::awaitStage);
    assertThatThrownBy(writer::resume).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldFailSourceAtOnceWhenPeerLeaves(CulvertTestKit kit) {
    WriterPeer<String> writer = kit.writer(Codecs.utf8());
    Pair<RingControl, TestSubscriber.Probe<String>> source = source(kit);
    writer.awaitStage();
    writer.leave();
    source.second().request(1);
    assertThat(source.second().expectError()).isInstanceOf(PeerTerminatedException.class);
    assertUnusable(() -> writer.write("a"));
  }

  /** At any place of the ring: seven of these texts fill it, and the eighth wraps around. */
  @Test
  void shouldEmitEarlierElementsThenFailWhenFrameIsCorrupt(CulvertTestKit kit) {
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
  void shouldBackpressureSinkWhenRingIsFilled(CulvertTestKit kit) {
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
    assertThat(sink.second().drained()).succeedsWithin(Await.PATIENCE);
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

  private static void assertUnusable(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this peer is stalled or gone")
        .hasMessageContaining("file=");
  }

  /** Returns the state of the writer, which is the lowest byte of its status word. */
  private static long stateOfWriter(CulvertTestKit kit) throws IOException {
    return word(kit, RingDescriptor.WRITER_STATUS_OFFSET) & 0xFF;
  }

  /** Returns eight bytes of the test's ring. */
  private static long word(CulvertTestKit kit, int offset) throws IOException {
    byte[] ring = Files.readAllBytes(kit.directory().resolve(kit.ringName() + ".ring"));
    return ByteBuffer.wrap(ring).order(ByteOrder.LITTLE_ENDIAN).getLong(offset);
  }
}
