package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.RingMemory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The writer publishes while the reader parks: at least one of them must see the other's store.
 * Without one of the two fences, both stores may still be in the store buffers of their cores when
 * the other side loads. Any machine of more than one core shows this within some thousands of
 * rounds, but not in code of the JVM's first compiler, whose stores are stronger than required.
 */
class WakeUpRaceTest {

  private static final int READER = RingDescriptor.readerOffset(0);
  private static final int MIN_ROUNDS = 5_000;
  private static final int MAX_ROUNDS = 1_000_000;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TestRing ring = TestRing.heap(RingDescriptor.MIN_CAPACITY, 0);
  private final RingMemory memory = ring.memory();
  private final AtomicInteger arrivals = new AtomicInteger();
  private boolean claimed;
  private boolean seen;
  private int rounds;
  private volatile boolean ended;

  @AfterEach
  void close() {
    ring.close();
  }

  /** Waits until both threads are here. */
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

  private void race(IntConsumer action, IntConsumer evaluation) {
    int meeting = 0;
    while (!ended) {
      meet(++meeting);
      action.accept(rounds);
      meet(++meeting);
      evaluation.accept(rounds);
      meet(++meeting);
    }
  }

  private void publish(int round) {
    long tail = 8L * (round + 1);
    memory.tailRelease(tail);
    claimed = memory.claimWakeUp(READER, tail);
  }

  private void park(int round) {
    memory.park(READER, Long.MIN_VALUE);
    seen = memory.tailAcquire() == 8L * (round + 1);
  }

  /** Has the code compiled before the race: interpreted code is too slow for it. */
  private void warmUp() {
    for (int i = 0; i < 50_000; i++) {
      publish(-1);
      park(-1);
      memory.unpark(READER);
    }
  }

  @Test
  void shouldLoseNoWakeUpWhenPublishRacesWithPark() throws InterruptedException {
    warmUp();
    long begin = System.nanoTime();
    AtomicInteger lost = new AtomicInteger();
    Thread publisher = new Thread(() -> race(this::publish, round -> {}));
    publisher.start();
    race(
        this::park,
        round -> {
          lost.addAndGet(claimed || seen ? 0 : 1);
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
