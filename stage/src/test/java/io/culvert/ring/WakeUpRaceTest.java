package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One side publishes while the other one goes to sleep: at least one of them sees what the other
 * has stored. Without either fence the store of each may still be in its processor when the other
 * looks, which any processor of more than one core shows within some thousands of rounds; but not
 * in code of the JVM's first compiler, which stores more carefully than it is asked to.
 */
class WakeUpRaceTest {

  private static final int READER = RingLayout.readerOffset(0);
  private static final int MIN_ROUNDS = 5_000;
  private static final int MAX_ROUNDS = 1_000_000;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TestRing ring = TestRing.heap(RingLayout.MIN_CAPACITY, 0);
  private final RingMemory memory = ring.memory();
  private final AtomicInteger arrivals = new AtomicInteger();
  private boolean rang;
  private boolean saw;
  private int rounds;
  private volatile boolean ended;

  @AfterEach
  void close() {
    ring.close();
  }

  /** Both of them, until both are here. */
  private void meet(int meeting) {
    arrivals.incrementAndGet();
    for (int spins = 1; arrivals.get() < 2 * meeting; spins++) {
      if (spins % 1_000 == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void play(IntConsumer move, IntConsumer look) {
    int meeting = 0;
    while (!ended) {
      meet(++meeting);
      move.accept(rounds);
      meet(++meeting);
      look.accept(rounds);
      meet(++meeting);
    }
  }

  private void publish(int round) {
    long tail = 8L * (round + 1);
    memory.tailRelease(tail);
    rang = memory.claimWakeUp(READER, tail);
  }

  private void park(int round) {
    memory.park(READER, Long.MIN_VALUE);
    saw = memory.tailAcquire() == 8L * (round + 1);
  }

  /** Alone: what is interpreted does not race. */
  private void makeHot() {
    for (int i = 0; i < 50_000; i++) {
      publish(-1);
      park(-1);
      memory.unpark(READER);
    }
  }

  @Test
  void shouldLoseNoWakeUpWhenPublishRacesWithPark() throws InterruptedException {
    makeHot();
    long begin = System.nanoTime();
    AtomicInteger lost = new AtomicInteger();
    Thread publisher = new Thread(() -> play(this::publish, round -> {}));
    publisher.start();
    play(
        this::park,
        round -> {
          lost.addAndGet(rang || saw ? 0 : 1);
          memory.unpark(READER);
          rounds++;
          ended =
              rounds == MAX_ROUNDS
                  || rounds >= MIN_ROUNDS && System.nanoTime() - begin > LIMIT_NANOS;
        });
    publisher.join();
    assertThat(lost.get()).as("wake-ups lost in %d rounds", rounds).isZero();
  }
}
