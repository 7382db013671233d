package io.culvert.peer.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.memory.ControlWords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A role whose lock is free is taken over only if the predecessor writes no heartbeats. */
class StaleOwnerTest {

  private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  @TempDir Path temporary;

  private MappedRing ring;
  private ControlWords controlWords;

  @BeforeEach
  void open() {
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    ring = MappedRing.openOrCreate(directory, "ring", RingSpec.ofBytes(64 * 1024));
    controlWords = ControlWords.ofWriter(ring.memory());
  }

  @AfterEach
  void close() {
    controlWords.close();
    ring.close();
  }

  @Test
  void shouldNotWaitWhenRoleWasNeverTaken() {
    assertThat(nanosUntilTaken()).isLessThan(SILENCE_NANOS);
  }

  @Test
  void shouldNotWaitWhenRoleWasReleased() {
    RingWriter writer = RingWriter.attach(ring);
    controlWords.heartbeat();
    writer.close();
    assertThat(nanosUntilTaken()).isLessThan(SILENCE_NANOS);
  }

  @Test
  void shouldNotWaitForPlainThreadWithoutHeartbeat() {
    RingWriter writer = RingWriter.attach(ring);
    assertThat(nanosUntilTaken()).isLessThan(SILENCE_NANOS);
    writer.close();
  }

  @Test
  void shouldWaitForSilenceWhenPredecessorWasKilled() {
    RingWriter writer = RingWriter.attach(ring);
    controlWords.heartbeat();
    assertThat(nanosUntilTaken()).isGreaterThanOrEqualTo(SILENCE_NANOS);
    writer.close();
  }

  @Test
  void shouldWaitForSilenceWhenInterrupted() {
    RingWriter writer = RingWriter.attach(ring);
    controlWords.heartbeat();
    Thread.currentThread().interrupt();
    assertThat(nanosUntilTaken()).isGreaterThanOrEqualTo(SILENCE_NANOS);
    assertThat(Thread.interrupted()).isTrue();
    writer.close();
  }

  @Test
  @Tag("waits")
  void shouldReturnFalseWhenHeartbeatContinues() throws InterruptedException {
    RingWriter writer = RingWriter.attach(ring);
    controlWords.heartbeat();
    AtomicBoolean ended = new AtomicBoolean();
    Thread heartbeats = startHeartbeats(ended);
    assertThat(StaleOwner.awaitNoHeartbeat(controlWords)).isFalse();
    ended.set(true);
    heartbeats.join();
    writer.close();
  }

  @Test
  void shouldStopWaitingWhenPredecessorReleasesRole() throws InterruptedException {
    RingWriter writer = RingWriter.attach(ring);
    controlWords.heartbeat();
    AtomicBoolean ended = new AtomicBoolean();
    Thread heartbeats = startHeartbeats(ended);
    Thread leaving =
        new Thread(
            () -> {
              LockSupport.parkNanos(SILENCE_NANOS);
              writer.close();
            });
    leaving.start();
    assertThat(StaleOwner.awaitNoHeartbeat(controlWords)).isTrue();
    ended.set(true);
    heartbeats.join();
    leaving.join();
  }

  /** Writes heartbeats of the predecessor until it has ended. */
  private Thread startHeartbeats(AtomicBoolean ended) {
    Thread heartbeats =
        new Thread(
            () -> {
              while (!ended.get()) {
                controlWords.heartbeat();
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
              }
            });
    heartbeats.start();
    return heartbeats;
  }

  private long nanosUntilTaken() {
    long begin = System.nanoTime();
    assertThat(StaleOwner.awaitNoHeartbeat(controlWords)).isTrue();
    return System.nanoTime() - begin;
  }
}
