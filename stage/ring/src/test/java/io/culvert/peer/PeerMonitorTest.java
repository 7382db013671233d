package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.ring.memory.ControlWords;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state of a writer as its reader sees it, and the probes of its lock. */
class PeerMonitorTest extends PeerMonitorFixture {

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
  void shouldWatchReaderLikeWriter() throws IOException {
    ControlWords readerSignals = controlWords;
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

  @Test
  void shouldKeepStateWhenLockCannotBeProbed() throws IOException {
    watch =
        new PeerMonitor(
            controlWords,
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
}
