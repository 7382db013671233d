package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.conductor.Conductor;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.ring.memory.ControlWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a writer as its reader sees it. The test controls the clock and the lock. */
class PeerMonitorTest {

  private static final PeerTimeouts PATIENCE =
      new PeerTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

  /** No tolerance for a missing peer. */
  private static final PeerTimeouts NO_PATIENCE =
      new PeerTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300));

  @TempDir Path temporary;

  private MappedRing ring;
  private ControlWords signals;
  private ControlWords writerSignals;
  private long nowNanos = Long.MAX_VALUE - 1_000_000_000L; // overflows soon, as nanoTime may
  private boolean lockFree;
  private int probes;
  private int wakeUps;
  private PeerMonitor watch;

  @BeforeEach
  void open() {
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    ring = MappedRing.openOrCreate(directory, "ring", RingSpec.ofBytes(64 * 1024));
    signals = ControlWords.ofReader(ring.memory());
    writerSignals = ControlWords.ofWriter(ring.memory());
  }

  @AfterEach
  void close() {
    signals.close();
    writerSignals.close();
    ring.close();
  }

  @Test
  void shouldBeOverdueAfterAttachTimeoutWhenPeerNeverCame() throws IOException {
    watch(PATIENCE);
    heartbeats(299);
    assertThat(watch.state()).isEqualTo(PeerState.AWAITED);
    assertThat(watch.isOverdue()).isFalse();
    heartbeats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.AWAITED);
    heartbeats(10);
    assertThat(wakeUps).as("the stage is woken once").isEqualTo(1);
  }

  @Test
  void shouldNotProbeLockOfPlainThread() throws IOException {
    lockFree = true;
    watch(NO_PATIENCE);
    RingWriter writer = RingWriter.attach(ring);
    heartbeats(100);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(watch.isOverdue()).isFalse();
    assertThat(probes).isZero();
    writer.close();
  }

  @Test
  void shouldBeAttachedWhenHeartbeatMovesAndLockIsFree() throws IOException {
    lockFree = true;
    watch(NO_PATIENCE);
    RingWriter writer = RingWriter.attach(ring);
    for (int i = 0; i < 50; i++) {
      writerSignals.heartbeat();
      heartbeats(3);
      assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    }
    assertThat(probes).isZero();
    assertThat(watch.isOverdue()).isFalse();
    writer.close();
  }

  @Test
  void shouldBeStalledWhenPeerIsSilentAndHoldsLock() throws IOException {
    watch(PATIENCE);
    RingWriter writer = attachedWriter();
    heartbeats(50);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.STALLED);
    heartbeats(10_000);
    assertThat(watch.state()).isEqualTo(PeerState.STALLED);
    assertThat(watch.isOverdue()).isFalse();
    assertThat(probes).as("once a second").isBetween(1_004, 1_007);

    writerSignals.heartbeat();
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(wakeUps).isZero();
    writer.close();
  }

  @Test
  void shouldBeLostThenOverdueWhenPeerIsSilentAndLockIsFree() throws IOException {
    watch(PATIENCE);
    RingWriter writer = attachedWriter();
    heartbeats(1);
    lockFree = true;
    heartbeats(2);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(probes).as("no probe before the third missed heartbeat").isZero();
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    heartbeats(99);
    assertThat(watch.isOverdue()).isFalse();
    heartbeats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.LOST);
    heartbeats(50);
    assertThat(wakeUps).isEqualTo(1);
    assertThat(probes).as("a lost peer is not probed again").isEqualTo(1);
    writer.close();
  }

  @Test
  void shouldBeOverdueAtOnceWhenPeerTimeoutIsZero() throws IOException {
    watch(NO_PATIENCE);
    RingWriter writer = attachedWriter();
    lockFree = true;
    heartbeats(4);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).isTrue();
    writer.close();
  }

  @Test
  void shouldNeverBeOverdueWhenTimeoutsAreForever() throws IOException {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    watch(new PeerTimeouts(forever, forever, forever));
    heartbeats(1_000);
    RingWriter writer = attachedWriter();
    heartbeats(1_000);
    assertThat(watch.state()).as("the stall timeout is forever, too").isEqualTo(PeerState.ATTACHED);
    lockFree = true;
    nowNanos += Duration.ofDays(100_000).toNanos();
    heartbeats(11);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).isFalse();
    writer.close();
  }

  /** A stage that found the peer overdue can still learn the cause. */
  @Test
  void shouldResetTimeoutWhenSuccessorAttaches() throws IOException {
    watch(PATIENCE);
    RingWriter writer = attachedWriter();
    lockFree = true;
    heartbeats(104);
    assertThat(watch.isOverdue()).isTrue();
    RingWriter successor = attachedWriter();
    lockFree = false;
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(watch.isOverdue()).isFalse();
    assertThat(watch.overdueState()).isEqualTo(PeerState.LOST);
    successor.close();
    writer.close();
    heartbeats(100);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).as("the timeout restarts").isFalse();
    heartbeats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(wakeUps).isEqualTo(2);
  }

  @Test
  void shouldBeAttachedWhenSuccessorHasSameHeartbeat() throws IOException {
    watch(NO_PATIENCE);
    RingWriter writer = attachedWriter();
    heartbeats(1);
    lockFree = true;
    heartbeats(2);
    RingWriter successor = RingWriter.attach(ring);
    writerSignals.heartbeat(); // the same number as the predecessor's
    lockFree = false;
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(watch.isOverdue()).isFalse();
    successor.close();
    writer.close();
  }

  /** Many successors that each leave soon must not add up to one timeout. */
  @Test
  void shouldRestartTimeoutWhenSuccessorCameAndLeft() throws IOException {
    watch(PATIENCE);
    attachedWriter().close();
    heartbeats(100);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    attachedWriter().close();
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).isFalse();
    heartbeats(99);
    assertThat(watch.isOverdue()).isFalse();
    heartbeats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(wakeUps).isEqualTo(1);
  }

  @Test
  void shouldBeLostAtOnceWhenWriterDetaches() throws IOException {
    watch(PATIENCE);
    RingWriter writer = attachedWriter();
    heartbeats(1);
    writer.close();
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(probes).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeEndedWhenWriterHasEndedStream(boolean completed) throws IOException {
    watch(NO_PATIENCE);
    RingWriter writer = attachedWriter();
    if (completed) {
      writer.complete();
    } else {
      writer.fail(StreamFailure.of(new IllegalStateException("broken")));
    }
    writer.close();
    heartbeats(1_000);
    assertThat(watch.state()).isEqualTo(PeerState.ENDED);
    assertThat(watch.isOverdue()).isFalse();
  }

  @Test
  void shouldBeAwaitedWhenEarlierWriterHasDetached() throws IOException {
    attachedWriter().close();
    watch(PATIENCE);
    heartbeats(200);
    assertThat(watch.state()).isEqualTo(PeerState.AWAITED);
    heartbeats(100);
    assertThat(watch.overdueState()).isEqualTo(PeerState.AWAITED);
    assertThat(watch.isOverdue()).isTrue();
  }

  @Test
  void shouldBeAwaitedWhenWriterWasKilledBeforeAttach() throws IOException {
    RingWriter writer = attachedWriter();
    lockFree = true;
    watch(PATIENCE);
    heartbeats(3);
    assertThat(watch.state()).isEqualTo(PeerState.AWAITED);
    heartbeats(299);
    assertThat(watch.isOverdue()).isFalse();
    heartbeats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.AWAITED);
    writer.close();
  }

  /** Otherwise the reader would wait for it as for a peer that never came: forever, by default. */
  @Test
  void shouldBeLostWhenWriterSignalledButHeartbeatStopped() throws IOException {
    RingWriter writer = attachedWriter();
    watch(PATIENCE);
    watch.onSignOfLife();
    lockFree = true;
    heartbeats(3);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    heartbeats(100);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.LOST);
    writer.close();
  }

  @Test
  void shouldBeStalledWhenWriterWasStoppedBeforeAttach() throws IOException {
    RingWriter writer = attachedWriter();
    watch(PATIENCE);
    heartbeats(60);
    assertThat(watch.state()).isEqualTo(PeerState.STALLED);
    lockFree = true;
    heartbeats(10);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    writer.close();
  }

  /** A process that dies slowly may still hold its lock at the first probe. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 13, 14})
  void shouldProbeLockAtNextHeartbeatWhenSilentPeerHangsUp(int heartbeats) throws IOException {
    watch(PATIENCE);
    RingWriter writer = attachedWriter();
    heartbeats(heartbeats);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    int before = probes;
    assertThat(before).isPositive();
    lockFree = true;
    watch.onDisconnect();
    heartbeats(1);
    assertThat(probes).isEqualTo(before + 1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    writer.close();
  }

  @Test
  void shouldIgnoreHangUpsWhenHeartbeatMoves() throws IOException {
    lockFree = true;
    watch(NO_PATIENCE);
    RingWriter writer = attachedWriter();
    for (int i = 0; i < 100; i++) {
      watch.onDisconnect();
      writerSignals.heartbeat();
      heartbeats(1);
    }
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(probes).isZero();
    writer.close();
  }

  /** Hang-ups must not shorten the silence that precedes a probe either. */
  @Test
  void shouldNotProbeLockEarlierWhenPeerHangsUp() throws IOException {
    lockFree = true;
    watch(NO_PATIENCE);
    RingWriter writer = attachedWriter();
    heartbeats(1);
    for (int i = 0; i < 2; i++) {
      watch.onDisconnect();
      heartbeats(1);
    }
    assertThat(probes).isZero();
    writer.close();
  }

  /** Two processes were stopped together: the one that resumes first must not judge the other. */
  @Test
  void shouldIgnoreTimeWhenThisProcessWasStopped() throws IOException {
    lockFree = true;
    watch(new PeerTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300)));
    RingWriter writer = attachedWriter();
    heartbeats(1);
    nowNanos += Duration.ofHours(1).toNanos();
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(probes).isZero();
    writer.close();
  }

  @Test
  void shouldKeepStateWhenLockCannotBeProbed() throws IOException {
    watch =
        new PeerMonitor(
            signals,
            () -> {
              throw new IOException("too many open files");
            },
            NO_PATIENCE,
            nowNanos);
    RingWriter writer = attachedWriter();
    heartbeats(3);
    assertThatThrownBy(() -> heartbeats(1)).isInstanceOf(IOException.class);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    writer.close();
  }

  @Test
  void shouldWatchReaderLikeWriter() throws IOException {
    ControlWords readerSignals = signals;
    watch = new PeerMonitor(writerSignals, this::probe, PATIENCE, nowNanos);
    RingReader reader = RingReader.attach(ring);
    readerSignals.heartbeat();
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    lockFree = true;
    heartbeats(3);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    RingReader successor = RingReader.attach(ring);
    successor.cancel();
    heartbeats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ENDED);
    successor.close();
    reader.close();
  }

  private void watch(PeerTimeouts patience) {
    watch = new PeerMonitor(signals, this::probe, patience, nowNanos);
  }

  private boolean probe() {
    probes++;
    return lockFree;
  }

  private RingWriter attachedWriter() {
    RingWriter writer = RingWriter.attach(ring);
    writerSignals.heartbeat();
    return writer;
  }

  private void heartbeats(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nowNanos += Conductor.HEARTBEAT_NANOS;
      if (watch.onHeartbeat(nowNanos)) {
        wakeUps++;
      }
    }
  }
}
