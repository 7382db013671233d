package io.culvert.ring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.TestRing;
import io.culvert.ring.WatchedBuffer;
import io.culvert.ring.WatchedBuffer.Access;
import io.culvert.ring.WatchedBuffer.Ordering;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the parked flags, the requested positions and the heartbeats of a ring. */
class ControlWordsTest {

  private static final int WRITER = RingDescriptor.WRITER_OFFSET;
  private static final int READER = RingDescriptor.readerOffset(0);
  private static final int PARKED = READER + RingDescriptor.PARKED;
  private static final int REQUESTED = READER + RingDescriptor.REQUESTED;
  private static final int HEARTBEAT = READER + RingDescriptor.HEARTBEAT;

  private final TestRing ring = TestRing.heap(RingDescriptor.MIN_CAPACITY, 0);
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
    memory.heartbeat(READER);
    memory.heartbeatAcquire(READER);
    assertThat(buffer.takeAccesses())
        .containsExactly(
            new Access(Ordering.PLAIN_LOAD, HEARTBEAT),
            new Access(Ordering.RELEASE, HEARTBEAT),
            new Access(Ordering.ACQUIRE, HEARTBEAT));
  }

  @Test
  void shouldSkipTheNumberThatMeansNoHeartbeat() {
    buffer.putLong(HEARTBEAT, -1);
    memory.heartbeat(READER);
    assertThat(memory.heartbeatAcquire(READER)).isNotZero();
  }

  /**
   * A peer waits forever for an owner without a heartbeat, because it takes it for a plain thread.
   * An owner that is killed early must not seem to be one.
   */
  @Test
  void shouldStoreHeartbeatWhenWatchedRoleIsTaken(@TempDir Path directory) {
    RingSpec spec = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);
    try (MappedRing ring =
            MappedRing.openOrCreate(RingDirectory.local(directory), "watched", spec);
        ControlWords ofWriter = ControlWords.ofWriter(ring.memory());
        ControlWords ofReader = ControlWords.ofReader(ring.memory())) {
      RingWriter.attachWatched(ring).close();
      assertThat(ofReader.peerHeartbeat()).isNotZero();
      RingReader.attachWatched(ring).close();
      assertThat(ofWriter.peerHeartbeat()).isNotZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {RingMemory.NO_HEARTBEAT, RingMemory.FIRST_HEARTBEAT})
  void shouldReplacePredecessorsHeartbeatBeforeTakingRole(long heartbeat) {
    for (int block : new int[] {WRITER, READER}) {
      memory.heartbeat(block);
      memory.heartbeat(block);
      buffer.takeAccesses();
      memory.attach(block, heartbeat);
      assertThat(memory.heartbeatAcquire(block)).isEqualTo(heartbeat);
      assertThat(buffer.takeAccesses())
          .containsSubsequence(
              new Access(Ordering.RELEASE, block + RingDescriptor.HEARTBEAT),
              new Access(Ordering.COMPARE_AND_SET, block + RingDescriptor.STATUS));
    }
  }

  @Test
  void shouldCountHeartbeats() {
    memory.attach(READER, RingMemory.FIRST_HEARTBEAT);
    memory.heartbeat(READER);
    memory.heartbeat(READER);
    assertThat(memory.heartbeatAcquire(READER)).isEqualTo(RingMemory.FIRST_HEARTBEAT + 2);
  }

  /** Otherwise the peer would take an owner for dead whose counter has wrapped. */
  @Test
  void shouldChangeHeartbeatWhenItsCounterWraps() {
    buffer.putLong(HEARTBEAT, -1);
    memory.heartbeat(READER);
    assertThat(memory.heartbeatAcquire(READER)).isNotEqualTo(-1);
  }

  @Test
  void shouldRaiseEpochAgainWhenRivalTakesTheRoleFirst() {
    AtomicLong rival = new AtomicLong();
    buffer.beforeCompareAndSet(() -> rival.set(memory.attach(READER, RingMemory.NO_HEARTBEAT)));

    long status = memory.attach(READER, RingMemory.NO_HEARTBEAT);

    assertThat(RoleStatus.epochOf(status)).isEqualTo(RoleStatus.epochOf(rival.get()) + 1);
    assertThat(memory.statusAcquire(READER)).isEqualTo(status);
  }

  @Test
  void shouldKeepReasonOfTheGreatestLength() {
    String reason = "x".repeat(RingDescriptor.READER_REASON_LIMIT);
    memory.readerReason(READER, reason);
    assertThat(memory.readerReason(READER)).isEqualTo(reason);
  }

  @Test
  void shouldParkAndWakeTheSideThatTheWordsBelongTo() {
    try (ControlWords ofWriter = ControlWords.ofWriter(memory);
        ControlWords ofReader = ControlWords.ofReader(memory)) {
      ofReader.park(8);
      assertThat(ofReader.isParked()).isTrue();
      assertThat(ofWriter.isParked()).isFalse();
      assertThat(ofReader.claimWakeUp(8)).as("the writer is not parked").isFalse();
      assertThat(ofWriter.claimWakeUp(8)).isTrue();
      assertThat(ofReader.isParked()).isFalse();

      ofWriter.park(8);
      ofWriter.unpark();
      assertThat(ofWriter.isParked()).isFalse();
      assertThat(ofReader.claimWakeUp(8)).isFalse();
    }
  }

  @Test
  void shouldSeeHeartbeatAndStateOfBothSides() {
    try (ControlWords ofWriter = ControlWords.ofWriter(memory);
        ControlWords ofReader = ControlWords.ofReader(memory)) {
      assertThat(ofReader.ownState()).isEqualTo(RoleStatus.ABSENT);
      long status = memory.attach(READER, RingMemory.FIRST_HEARTBEAT);

      ofReader.heartbeat();

      assertThat(ofReader.ownHeartbeat()).isEqualTo(RingMemory.FIRST_HEARTBEAT + 1);
      assertThat(ofWriter.peerHeartbeat()).isEqualTo(RingMemory.FIRST_HEARTBEAT + 1);
      assertThat(ofWriter.ownHeartbeat()).isEqualTo(ControlWords.NO_HEARTBEAT);
      assertThat(ofReader.ownState()).isEqualTo(RoleStatus.ATTACHED);
      assertThat(ofWriter.ownState()).isEqualTo(RoleStatus.ABSENT);
      assertThat(ofWriter.peerStatus()).isEqualTo(status);
      assertThat(ControlWords.stateOf(status)).isEqualTo(RoleStatus.ATTACHED);
    }
  }

  @Test
  void shouldKeepMemoryUntilWordsAreClosed() {
    AtomicBoolean freed = new AtomicBoolean();
    RingMemory own =
        new RingMemory(
            ring.buffer(), RingDescriptor.MIN_CAPACITY, 1, "heap", () -> freed.set(true));
    ControlWords words = ControlWords.ofReader(own);
    own.letGo();
    assertThat(freed).isFalse();

    words.close();

    assertThat(freed).isTrue();
  }
}
