package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.memory.ControlWords;
import java.nio.file.Path;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stage that waits, and the threads that wake it. */
class WaitPointTest {

  private static final int ROUNDS = 1_000;

  @TempDir Path temporary;

  private final AtomicBoolean ready = new AtomicBoolean();
  private final AtomicInteger wakeUps = new AtomicInteger();
  private MappedRing ring;
  private ControlWords controlWords;
  private ControlWords peerSignals;
  private WaitPoint point;

  @BeforeEach
  void open() {
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    ring = MappedRing.openOrCreate(directory, "ring", RingSpec.ofBytes(64 * 1024));
    controlWords = ControlWords.ofReader(ring.memory());
    peerSignals = ControlWords.ofWriter(ring.memory());
    point = point(WaitStrategy.ADAPTIVE);
  }

  private WaitPoint point(WaitStrategy mode) {
    return new WaitPoint(controlWords, ready::get, wakeUps::incrementAndGet, mode, () -> {});
  }

  @AfterEach
  void close() {
    controlWords.close();
    peerSignals.close();
    ring.close();
  }

  @Test
  void shouldWakeOnceWhenSignalled() {
    point.arm(0);
    assertThat(peerSignals.claimWakeUp(0)).isTrue();
    assertThat(peerSignals.claimWakeUp(0)).as("the wake-up is already claimed").isFalse();
    assertThat(point.onByte()).isTrue();
    assertThat(point.onByte()).as("a second byte").isFalse();
    assertThat(wakeUps).hasValue(1);
    assertThat(point.disarm()).isFalse();
  }

  @Test
  void shouldNotBeClaimedWhenNotArmed() {
    assertThat(peerSignals.claimWakeUp(Long.MAX_VALUE)).isFalse();
    point.arm(0);
    assertThat(point.disarm()).isTrue();
    assertThat(peerSignals.claimWakeUp(Long.MAX_VALUE)).isFalse();
    point.onByte();
    assertThat(wakeUps).hasValue(0);
  }

  @Test
  void shouldNotBeClaimedBelowWantedPosition() {
    point.arm(800);
    assertThat(peerSignals.claimWakeUp(792)).isFalse();
    assertThat(peerSignals.claimWakeUp(800)).isTrue();
  }

  @Test
  void shouldIgnoreByteWhenFlagIsStillSet() {
    point.arm(0);
    assertThat(point.onByte()).isFalse();
    assertThat(wakeUps).hasValue(0);
    assertThat(peerSignals.claimWakeUp(0)).as("the flag is still set").isTrue();
  }

  /** Otherwise the flag would stay clear while the stage sleeps, and no signal would follow. */
  @Test
  void shouldWakeWhenConditionNoLongerHolds() {
    point.arm(0);
    assertThat(peerSignals.claimWakeUp(0)).isTrue();
    ready.set(false);
    point.onByte();
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void shouldWakeOnPollOnlyWhenReady() {
    point.arm(0);
    assertThat(point.poll()).isFalse();
    ready.set(true);
    assertThat(point.poll()).isTrue();
    assertThat(point.poll()).isFalse();
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void shouldWakeAgainAfterFireWhenRingIsLost() {
    point.arm(0);
    assertThat(point.fire()).isTrue();
    assertThat(point.fire()).isFalse();
    point.wakeAnyway();
    assertThat(wakeUps).hasValue(2);
    point.arm(0);
    point.wakeAnyway();
    assertThat(point.disarm()).as("woken, not waiting").isFalse();
  }

  @Test
  void shouldNotSetFlagWhileConductorSpins() {
    WaitPoint spinning = point(WaitStrategy.SPIN);
    spinning.arm(8);
    assertThat(peerSignals.claimWakeUp(8)).isFalse();
    assertThat(spinning.parkAndPoll()).isFalse();
    assertThat(peerSignals.claimWakeUp(0)).isFalse();
    assertThat(peerSignals.claimWakeUp(8)).isTrue();
  }

  @Test
  void shouldWakeOnLastPollWhenReady() {
    WaitPoint spinning = point(WaitStrategy.SPIN);
    spinning.arm(8);
    ready.set(true);
    assertThat(spinning.parkAndPoll()).isTrue();
    assertThat(wakeUps).hasValue(1);
  }

  /** The stage meets the same exception on its own thread. */
  @Test
  void shouldWakeWhenConditionThrows() {
    WaitPoint throwing =
        new WaitPoint(
            controlWords,
            () -> {
              throw new IllegalStateException();
            },
            wakeUps::incrementAndGet,
            WaitStrategy.ADAPTIVE,
            () -> {});
    throwing.arm(0);
    assertThat(throwing.poll()).isTrue();
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void shouldWakeOnceWhenTwoThreadsFire() throws Exception {
    assertOneEndsEachArming(point::fire, point::fire);
    assertThat(wakeUps).hasValue(ROUNDS);
  }

  @Test
  void shouldEitherWakeOrDisarmWhenBothAreTried() throws Exception {
    AtomicInteger fired = new AtomicInteger();
    assertOneEndsEachArming(
        point::disarm,
        () -> {
          boolean woken = point.fire();
          fired.addAndGet(woken ? 1 : 0);
          return woken;
        });
    assertThat(wakeUps).hasValue(fired.get());
  }

  private void assertOneEndsEachArming(BooleanSupplier here, BooleanSupplier there)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < ROUNDS; i++) {
        point.arm(0);
        Future<Boolean> endedThere =
            thread.submit(
                () -> {
                  start.await();
                  return there.getAsBoolean();
                });
        start.await();
        boolean endedHere = here.getAsBoolean();
        assertThat(endedThere.get()).as("round %d", i).isNotEqualTo(endedHere);
      }
    } finally {
      thread.shutdown();
    }
  }
}
