package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.WatchedBuffer.Access;
import io.culvert.ring.WatchedBuffer.Ordering;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the parked flags, the requested positions and the heartbeats of a ring. */
class SignalsTest {

  private static final int WRITER = RingLayout.WRITER_OFFSET;
  private static final int READER = RingLayout.readerOffset(0);
  private static final int PARKED = READER + RingLayout.PARKED;
  private static final int REQUESTED = READER + RingLayout.REQUESTED;
  private static final int BEAT = READER + RingLayout.BEAT;

  private final TestRing ring = TestRing.heap(RingLayout.MIN_CAPACITY, 0);
  private final WatchedBuffer buffer = new WatchedBuffer(ring.buffer());
  private final RingMemory memory = ring.memoryOver(buffer);

  @AfterEach
  void close() {
    ring.close();
  }

  @Test
  void shouldStoreRequestedPositionBeforeParkedFlag() {
    memory.park(READER, 8);
    assertThat(buffer.takeAccesses())
        .containsExactly(
            new Access(Ordering.PLAIN_STORE, REQUESTED), new Access(Ordering.RELEASE, PARKED));
  }

  @Test
  void shouldLoadFlagBeforePositionAndClaimByCompareAndSet() {
    memory.park(READER, 8);
    buffer.takeAccesses();
    assertThat(memory.claimWakeUp(READER, 8)).isTrue();
    assertThat(buffer.takeAccesses())
        .containsExactly(
            new Access(Ordering.ACQUIRE, PARKED),
            new Access(Ordering.PLAIN_LOAD, REQUESTED),
            new Access(Ordering.COMPARE_AND_SET, PARKED));
  }

  @Test
  void shouldClaimWakeUpOnceWhenTwoRace() {
    memory.park(READER, 8);
    AtomicBoolean other = new AtomicBoolean();
    buffer.beforeCompareAndSet(() -> other.set(memory.claimWakeUp(READER, 8)));
    assertThat(memory.claimWakeUp(READER, 8)).isFalse();
    assertThat(other).isTrue();
  }

  @Test
  void shouldClaimWakeUpOnlyFromRequestedPositionOn() {
    memory.park(READER, 16);
    assertThat(memory.claimWakeUp(READER, 8)).isFalse();
    assertThat(memory.isParked(READER)).isTrue();
    assertThat(memory.claimWakeUp(READER, 24)).isTrue();
    assertThat(memory.isParked(READER)).isFalse();
  }

  @Test
  void shouldNotWakeSideThatIsUnparked() {
    memory.park(READER, 8);
    memory.unpark(READER);
    assertThat(memory.isParked(READER)).isFalse();
    assertThat(memory.claimWakeUp(READER, Long.MAX_VALUE)).isFalse();
  }

  @Test
  void shouldStoreAndLoadHeartbeatInOrder() {
    memory.beat(READER);
    memory.beatAcquire(READER);
    assertThat(buffer.takeAccesses())
        .containsExactly(
            new Access(Ordering.PLAIN_LOAD, BEAT),
            new Access(Ordering.RELEASE, BEAT),
            new Access(Ordering.ACQUIRE, BEAT));
  }

  @Test
  void shouldSkipTheNumberThatMeansNoHeartbeat() {
    buffer.putLong(BEAT, -1);
    memory.beat(READER);
    assertThat(memory.beatAcquire(READER)).isNotZero();
  }

  /**
   * A peer waits forever for an owner without a heartbeat, because it takes it for a plain thread.
   * An owner that is killed early must not seem to be one.
   */
  @Test
  void shouldStoreHeartbeatWhenWatchedRoleIsTaken(@TempDir Path directory) {
    RingSpec spec = RingSpec.ofBytes(RingLayout.MIN_CAPACITY);
    try (RingFile ring = RingFile.openOrCreate(RingDirectory.local(directory), "watched", spec);
        Signals ofWriter = Signals.ofWriter(ring.memory());
        Signals ofReader = Signals.ofReader(ring.memory())) {
      RingWriter.attachWatched(ring).close();
      assertThat(ofReader.peerBeat()).isNotZero();
      RingReader.attachWatched(ring).close();
      assertThat(ofWriter.peerBeat()).isNotZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {RingMemory.NO_BEAT, RingMemory.FIRST_BEAT})
  void shouldReplacePredecessorsHeartbeatBeforeTakingRole(long beat) {
    for (int block : new int[] {WRITER, READER}) {
      memory.beat(block);
      memory.beat(block);
      buffer.takeAccesses();
      memory.attach(block, beat);
      assertThat(memory.beatAcquire(block)).isEqualTo(beat);
      assertThat(buffer.takeAccesses())
          .containsSubsequence(
              new Access(Ordering.RELEASE, block + RingLayout.BEAT),
              new Access(Ordering.COMPARE_AND_SET, block + RingLayout.STATUS));
    }
  }
}
