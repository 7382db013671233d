package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.PeerState;
import io.culvert.RingSettings;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingSpec;
import io.culvert.ring.RingWriter;
import io.culvert.ring.Signals;
import io.culvert.ring.StreamFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a writer as its reader sees it. The test controls the clock and the lock. */
class PeerWatchTest {

  private static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

  /** No tolerance for a missing peer. */
  private static final Patience NONE =
      new Patience(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300));

  @TempDir Path temporary;

  private RingFile ring;
  private Signals signals;
  private Signals writerSignals;
  private long nowNanos = Long.MAX_VALUE - 1_000_000_000L; // overflows soon, as nanoTime may
  private boolean lockFree;
  private int probes;
  private int wakeUps;
  private PeerWatch watch;

  @BeforeEach
  void open() {
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    ring = RingFile.openOrCreate(directory, "ring", RingSpec.ofBytes(64 * 1024));
    signals = Signals.ofReader(ring);
    writerSignals = Signals.ofWriter(ring);
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
    beats(299);
    assertThat(watch.state()).isEqualTo(PeerState.AWAITED);
    assertThat(watch.isOverdue()).isFalse();
    beats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.AWAITED);
    beats(10);
    assertThat(wakeUps).as("the stage is woken once").isEqualTo(1);
  }

  @Test
  void shouldNotProbeLockOfPlainThread() throws IOException {
    lockFree = true;
    watch(NONE);
    RingWriter writer = RingWriter.attach(ring);
    beats(100);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(watch.isOverdue()).isFalse();
    assertThat(probes).isZero();
    writer.close();
  }

  @Test
  void shouldBeAttachedWhenHeartbeatMovesAndLockIsFree() throws IOException {
    lockFree = true;
    watch(NONE);
    RingWriter writer = RingWriter.attach(ring);
    for (int i = 0; i < 50; i++) {
      writerSignals.beat();
      beats(3);
      assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    }
    assertThat(probes).isZero();
    assertThat(watch.isOverdue()).isFalse();
    writer.close();
  }

  @Test
  void shouldBeStalledWhenPeerIsSilentAndHoldsLock() throws IOException {
    watch(PATIENCE);
    RingWriter writer = beatingWriter();
    beats(50);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.STALLED);
    beats(10_000);
    assertThat(watch.state()).isEqualTo(PeerState.STALLED);
    assertThat(watch.isOverdue()).isFalse();
    assertThat(probes).as("once a second").isBetween(1_004, 1_007);

    writerSignals.beat();
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(wakeUps).isZero();
    writer.close();
  }

  @Test
  void shouldBeLostThenOverdueWhenPeerIsSilentAndLockIsFree()
      throws IOException {
    watch(PATIENCE);
    RingWriter writer = beatingWriter();
    beats(1);
    lockFree = true;
    beats(2);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(probes).as("not before 300 ms").isZero();
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    beats(99);
    assertThat(watch.isOverdue()).isFalse();
    beats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.LOST);
    beats(50);
    assertThat(wakeUps).isEqualTo(1);
    assertThat(probes).as("nobody rises from the dead").isEqualTo(1);
    writer.close();
  }

  @Test
  void shouldBeOverdueAtOnceWhenPeerTimeoutIsZero() throws IOException {
    watch(NONE);
    RingWriter writer = beatingWriter();
    lockFree = true;
    beats(4);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).isTrue();
    writer.close();
  }

  @Test
  void shouldNeverBeOverdueWhenTimeoutsAreForever() throws IOException {
    Duration forever = RingSettings.FOREVER;
    watch(new Patience(forever, forever, forever));
    beats(1_000);
    RingWriter writer = beatingWriter();
    beats(1_000);
    assertThat(watch.state()).as("stalled is for ever, too").isEqualTo(PeerState.ATTACHED);
    lockFree = true;
    nowNanos += Duration.ofDays(100_000).toNanos();
    beats(11);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).isFalse();
    writer.close();
  }

  /** A stage that found the peer overdue can still learn the cause. */
  @Test
  void shouldResetTimeoutWhenSuccessorAttaches() throws IOException {
    watch(PATIENCE);
    RingWriter writer = beatingWriter();
    lockFree = true;
    beats(104);
    assertThat(watch.isOverdue()).isTrue();
    RingWriter successor = beatingWriter();
    lockFree = false;
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(watch.isOverdue()).isFalse();
    assertThat(watch.overdueState()).isEqualTo(PeerState.LOST);
    successor.close();
    writer.close();
    beats(100);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).as("its time begins anew").isFalse();
    beats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(wakeUps).isEqualTo(2);
  }

  @Test
  void shouldBeAttachedWhenSuccessorHasSameHeartbeat() throws IOException {
    watch(NONE);
    RingWriter writer = beatingWriter();
    beats(1);
    lockFree = true;
    beats(2);
    RingWriter successor = RingWriter.attach(ring);
    writerSignals.beat(); // the same number as the predecessor's
    lockFree = false;
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(watch.isOverdue()).isFalse();
    successor.close();
    writer.close();
  }

  /** Many successors that each leave soon must not add up to one timeout. */
  @Test
  void shouldRestartTimeoutWhenSuccessorCameAndLeft() throws IOException {
    watch(PATIENCE);
    beatingWriter().close();
    beats(100);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    beatingWriter().close();
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(watch.isOverdue()).isFalse();
    beats(99);
    assertThat(watch.isOverdue()).isFalse();
    beats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(wakeUps).isEqualTo(1);
  }

  @Test
  void shouldBeLostAtOnceWhenWriterDetaches() throws IOException {
    watch(PATIENCE);
    RingWriter writer = beatingWriter();
    beats(1);
    writer.close();
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    assertThat(probes).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldBeEndedWhenWriterHasEndedStream(boolean completed) throws IOException {
    watch(NONE);
    RingWriter writer = beatingWriter();
    if (completed) {
      writer.complete();
    } else {
      writer.fail(StreamFailure.of(new IllegalStateException("broken")));
    }
    writer.close();
    beats(1_000);
    assertThat(watch.state()).isEqualTo(PeerState.ENDED);
    assertThat(watch.isOverdue()).isFalse();
  }

  @Test
  void shouldBeAwaitedWhenEarlierWriterHasDetached() throws IOException {
    beatingWriter().close();
    watch(PATIENCE);
    beats(200);
    assertThat(watch.state()).isEqualTo(PeerState.AWAITED);
    beats(100);
    assertThat(watch.overdueState()).isEqualTo(PeerState.AWAITED);
    assertThat(watch.isOverdue()).isTrue();
  }

  @Test
  void shouldBeAwaitedWhenWriterWasKilledBeforeAttach() throws IOException {
    RingWriter writer = beatingWriter();
    lockFree = true;
    watch(PATIENCE);
    beats(3);
    assertThat(watch.state()).isEqualTo(PeerState.AWAITED);
    beats(299);
    assertThat(watch.isOverdue()).isFalse();
    beats(1);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.AWAITED);
    writer.close();
  }

  /**
   * Otherwise the reader would wait for it as for a peer that never came: forever, by default.
   */
  @Test
  void shouldBeLostWhenWriterSignalledButHeartbeatStopped() throws IOException {
    RingWriter writer = beatingWriter();
    watch(PATIENCE);
    watch.onSignOfLife();
    lockFree = true;
    beats(3);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    beats(100);
    assertThat(watch.isOverdue()).isTrue();
    assertThat(watch.overdueState()).isEqualTo(PeerState.LOST);
    writer.close();
  }

  @Test
  void shouldBeStalledWhenWriterWasStoppedBeforeAttach() throws IOException {
    RingWriter writer = beatingWriter();
    watch(PATIENCE);
    beats(60);
    assertThat(watch.state()).isEqualTo(PeerState.STALLED);
    lockFree = true;
    beats(10);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    writer.close();
  }

  /** A process that dies slowly may still hold its lock at the first probe. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 13, 14})
  void shouldProbeLockAtNextHeartbeatWhenSilentPeerHangsUp(int beats) throws IOException {
    watch(PATIENCE);
    RingWriter writer = beatingWriter();
    beats(beats);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    int before = probes;
    assertThat(before).isPositive();
    lockFree = true;
    watch.onHangUp();
    beats(1);
    assertThat(probes).isEqualTo(before + 1);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    writer.close();
  }

  @Test
  void shouldIgnoreHangUpsWhenHeartbeatMoves() throws IOException {
    lockFree = true;
    watch(NONE);
    RingWriter writer = beatingWriter();
    for (int i = 0; i < 100; i++) {
      watch.onHangUp();
      writerSignals.beat();
      beats(1);
    }
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(probes).isZero();
    writer.close();
  }

  /** Hang-ups must not shorten the silence that precedes a probe either. */
  @Test
  void shouldNotProbeLockEarlierWhenPeerHangsUp() throws IOException {
    lockFree = true;
    watch(NONE);
    RingWriter writer = beatingWriter();
    beats(1);
    for (int i = 0; i < 2; i++) {
      watch.onHangUp();
      beats(1);
    }
    assertThat(probes).isZero();
    writer.close();
  }

  /**
   * Two processes were stopped together: the one that resumes first must not judge the other.
   */
  @Test
  void shouldIgnoreTimeWhenThisProcessWasStopped() throws IOException {
    lockFree = true;
    watch(new Patience(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300)));
    RingWriter writer = beatingWriter();
    beats(1);
    nowNanos += Duration.ofHours(1).toNanos();
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    assertThat(probes).isZero();
    writer.close();
  }

  @Test
  void shouldKeepStateWhenLockCannotBeProbed() throws IOException {
    watch =
        new PeerWatch(
            signals,
            () -> {
              throw new IOException("too many open files");
            },
            NONE,
            nowNanos);
    RingWriter writer = beatingWriter();
    beats(3);
    assertThatThrownBy(() -> beats(1)).isInstanceOf(IOException.class);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    writer.close();
  }

  @Test
  void shouldWatchReaderLikeWriter() throws IOException {
    Signals readerSignals = signals;
    watch = new PeerWatch(writerSignals, this::probe, PATIENCE, nowNanos);
    RingReader reader = RingReader.attach(ring);
    readerSignals.beat();
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ATTACHED);
    lockFree = true;
    beats(3);
    assertThat(watch.state()).isEqualTo(PeerState.LOST);
    RingReader successor = RingReader.attach(ring);
    successor.cancel();
    beats(1);
    assertThat(watch.state()).isEqualTo(PeerState.ENDED);
    successor.close();
    reader.close();
  }

  private void watch(Patience patience) {
    watch = new PeerWatch(signals, this::probe, patience, nowNanos);
  }

  private boolean probe() {
    probes++;
    return lockFree;
  }

  private RingWriter beatingWriter() {
    RingWriter writer = RingWriter.attach(ring);
    writerSignals.beat();
    return writer;
  }

  private void beats(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nowNanos += Conductor.BEAT_NANOS;
      if (watch.onBeat(nowNanos)) {
        wakeUps++;
      }
    }
  }
}
