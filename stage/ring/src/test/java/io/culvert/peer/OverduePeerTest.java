package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.RingWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** The time after which a peer that did not attach, or was lost, is overdue. */
class OverduePeerTest extends PeerMonitorFixture {

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
}
