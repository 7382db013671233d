package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.testing.Await;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stage, the other side of its ring, and the conductor between them. */
class WaitPointTest {

  private static final int ROUNDS = 50_000;

  private final Conductor conductor =
      new Conductor(
          "test",
          error -> {
            throw new AssertionError(error);
          });

  @AfterEach
  void close() {
    conductor.close();
  }

  /** The stage disarms at once, against a conductor that always has a reason to wake it. */
  @Test
  void everyArmingLeadsToAWakeUpOrIsTakenBackAndNeverBoth() {
    AtomicInteger wakeUps = new AtomicInteger();
    WaitPoint point = add(() -> true, wakeUps::incrementAndGet);
    int takenBack = 0;
    for (int armings = 1; armings <= ROUNDS; armings++) {
      point.arm();
      for (int delay = armings % 64; delay > 0; delay--) {
        Thread.onSpinWait();
      }
      if (point.disarm()) {
        takenBack++;
      } else {
        int wanted = armings - takenBack;
        Await.until(() -> wakeUps.get() == wanted, () -> "a wake-up is missing");
      }
      assertThat(wakeUps.get() + takenBack).isEqualTo(armings);
    }
  }

  /** The protocol of the stages: arm, look again, and only then let the thread go. */
  @Test
  void noPublicationIsSleptThrough() throws InterruptedException {
    AtomicLong published = new AtomicLong();
    AtomicLong seen = new AtomicLong();
    AtomicBoolean woken = new AtomicBoolean();
    WaitPoint point = add(() -> published.get() != seen.get(), () -> woken.set(true));
    Thread publisher =
        new Thread(
            () -> {
              while (published.get() < ROUNDS) {
                if (published.get() - seen.get() < 2) {
                  published.incrementAndGet();
                }
              }
            });
    publisher.start();
    while (seen.get() < ROUNDS) {
      if (published.get() != seen.get()) {
        seen.incrementAndGet();
      } else {
        woken.set(false);
        point.arm();
        if (published.get() == seen.get() || !point.disarm()) {
          awaitWakeUp(woken);
        }
      }
    }
    publisher.join();
    assertThat(seen).hasValue(ROUNDS);
  }

  private static void awaitWakeUp(AtomicBoolean woken) {
    for (int i = 0; i < 1_000_000 && !woken.get(); i++) {
      Thread.onSpinWait();
    }
    Await.until(woken::get, () -> "slept through a publication");
  }

  private WaitPoint add(BooleanSupplier ready, Runnable wake) {
    AtomicReference<WaitPoint> added = new AtomicReference<>();
    conductor.execute(() -> added.set(conductor.addWaitPoint(ready, wake)));
    Await.until(() -> added.get() != null, () -> "no wait point");
    return added.get();
  }
}
