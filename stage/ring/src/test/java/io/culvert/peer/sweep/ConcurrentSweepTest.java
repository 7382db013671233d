package io.culvert.peer.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.exceptions.RingStorageException;
import io.culvert.peer.Finding;
import io.culvert.peer.Finding.Fate;
import io.culvert.peer.SweepingJvm;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sweeps that meet another sweep, or an interrupt. */
class ConcurrentSweepTest extends SweepFixture {

  @Test
  void shouldDoNothingWhenThisJvmIsSweeping() throws Exception {
    Path ring = endedRing(RING);
    RoleLocks.Attempt first = RoleLocks.tryAcquire(directory.path().resolve(".sweep.lock"));
    assertThat(RingSweeper.sweep(directory).otherAtWork()).isTrue();
    assertThat(ring).exists();
    RoleLocks.unlock(first.lock());
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldDoNothingUntilSweepingJvmIsKilled() throws Exception {
    endedRing(RING);
    try (ForkedJvm other = SweepingJvm.startHolding(directory.path())) {
      assertThat(other.output()).contains("ready");
      assertThat(RingSweeper.sweep(directory).otherAtWork()).isTrue();
      assertThat(RingSweeper.sweep(directory).otherAtWork()).as("asking does not end it").isTrue();
      assertThat(directory.ring(RING)).exists();
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldNotFollowLinkWhenItReplacesSweepLock() throws IOException {
    Path target = temporary.resolve("target");
    Path link = Files.createSymbolicLink(directory.path().resolve(".sweep.lock"), target);
    assertThatThrownBy(() -> RingSweeper.sweep(directory))
        .isInstanceOf(RingStorageException.class)
        .hasMessageContaining(link.toString());
    assertThat(target).doesNotExist();
  }

  @Test
  void shouldSweepAndStayInterruptedWhenInterrupted() {
    endedRing(RING);
    Thread.currentThread().interrupt();
    Fate fate;
    boolean interrupted;
    try {
      fate = sweepOne();
    } finally {
      interrupted = Thread.interrupted();
    }
    assertThat(fate).isEqualTo(Fate.REMOVED);
    assertThat(interrupted).isTrue();
  }

  @Test
  void shouldSweepWhenInterruptedRepeatedly() throws Exception {
    int rings = 50;
    for (int i = 0; i < rings; i++) {
      endedRing("ring" + i);
    }
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                caller.interrupt();
              }
            });
    interrupter.start();
    List<Finding> findings;
    try {
      findings = sweep();
    } finally {
      interrupter.interrupt();
      while (interrupter.isAlive()) {
        Thread.interrupted();
        Thread.onSpinWait();
      }
      Thread.interrupted();
    }
    assertThat(files(findings, Fate.REMOVED)).hasSize(rings);
  }
}
