package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one thread that waits for the others. */
class ConductorTest {

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor = new Conductor("test", errors::add);

  @AfterEach
  void close() {
    conductor.close();
  }

  @Test
  void commandsRunInTheirOrderOnOneThread() {
    List<Integer> ran = new ArrayList<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      conductor.execute(
          () -> {
            ran.add(number);
            threads.add(Thread.currentThread());
          });
    }
    Await.until(() -> threads.size() == 1_000, () -> "not all commands run: " + threads.size());
    assertThat(ran).isSorted().hasSize(1_000);
    assertThat(threads).containsOnly(threads.get(0)).doesNotContain(Thread.currentThread());
    assertThat(threads.get(0).getName()).isEqualTo("culvert-conductor-test");
    assertThat(threads.get(0).isDaemon()).isTrue();
  }

  @Test
  void aCommandThatThrowsIsReportedAndTheThreadGoesOn() {
    List<Throwable> thrown =
        List.of(new IllegalStateException(), new InternalError(), new AssertionError());
    conductor.execute(() -> throwAny(thrown.get(0)));
    conductor.execute(() -> throwAny(thrown.get(1)));
    conductor.execute(() -> throwAny(thrown.get(2)));
    awaitRun();
    assertThat(errors).isEqualTo(thrown);
  }

  @Test
  void aTimerRunsWhenItsTimeHasComeAndNotBefore() {
    AtomicReference<Long> ran = new AtomicReference<>();
    long delay = TimeUnit.MILLISECONDS.toNanos(30);
    long begin = System.nanoTime();
    conductor.execute(() -> conductor.schedule(delay, () -> ran.set(System.nanoTime())));
    Await.until(() -> ran.get() != null, () -> "the timer does not run");
    assertThat(ran.get() - begin).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void timersRunInTheOrderOfTheirTimes() {
    List<String> ran = new CopyOnWriteArrayList<>();
    conductor.execute(
        () -> {
          conductor.schedule(TimeUnit.MILLISECONDS.toNanos(40), () -> ran.add("second"));
          conductor.schedule(TimeUnit.MILLISECONDS.toNanos(10), () -> ran.add("first"));
        });
    Await.until(() -> ran.size() == 2, () -> "the timers do not run: " + ran);
    assertThat(ran).containsExactly("first", "second");
  }

  @Test
  void aWaitPointWakesOncePerArming() {
    AtomicBoolean ready = new AtomicBoolean();
    AtomicInteger wakeUps = new AtomicInteger();
    WaitPoint point = addWaitPoint(ready, wakeUps);
    point.arm();
    awaitRun();
    assertThat(wakeUps).hasValue(0);

    ready.set(true);
    Await.until(() -> wakeUps.get() == 1, () -> "no wake-up");
    awaitRun();
    assertThat(wakeUps).as("still ready, but not armed").hasValue(1);
    assertThat(point.disarm()).isFalse();
    point.arm();
    Await.until(() -> wakeUps.get() == 2, () -> "no second wake-up");
  }

  @Test
  void aWaitPointThatIsNotArmedIsNotLookedAt() {
    AtomicInteger looks = new AtomicInteger();
    AtomicReference<WaitPoint> added = new AtomicReference<>();
    conductor.execute(
        () ->
            added.set(
                conductor.addWaitPoint(
                    () -> {
                      looks.incrementAndGet();
                      return false;
                    },
                    () -> {})));
    awaitRun();
    awaitRun();
    assertThat(looks).hasValue(0);
    added.get().arm();
    Await.until(() -> looks.get() > 0, () -> "nobody looks");
    assertThat(added.get().disarm()).isTrue();
  }

  @Test
  void aWaitPointThatIsRemovedIsNotLookedAtAnyMore() {
    AtomicInteger looks = new AtomicInteger();
    AtomicBoolean removed = new AtomicBoolean();
    AtomicInteger late = new AtomicInteger();
    conductor.execute(
        () -> {
          WaitPoint point =
              conductor.addWaitPoint(
                  () -> {
                    looks.incrementAndGet();
                    late.addAndGet(removed.get() ? 1 : 0);
                    return false;
                  },
                  () -> {});
          point.arm();
          conductor.schedule(
              TimeUnit.MILLISECONDS.toNanos(5),
              () -> {
                conductor.removeWaitPoint(point);
                removed.set(true);
              });
        });
    Await.until(removed::get, () -> "not removed");
    awaitRun();
    assertThat(looks).hasPositiveValue();
    assertThat(late).hasValue(0);
  }

  @Test
  void aWaitPointThatThrowsCountsAsReadyAndTheThreadGoesOn() {
    AtomicInteger wakeUps = new AtomicInteger();
    for (Throwable thrown : List.of(new IllegalStateException(), new InternalError())) {
      conductor.execute(
          () -> conductor.addWaitPoint(() -> throwAny(thrown), wakeUps::incrementAndGet).arm());
    }
    Await.until(() -> wakeUps.get() == 2, () -> "no wake-up: " + wakeUps);
    awaitRun();
  }

  @Test
  void aWakeUpThatThrowsIsReportedAndTheThreadGoesOn() {
    IllegalStateException broken = new IllegalStateException();
    conductor.execute(() -> conductor.addWaitPoint(() -> true, () -> throwAny(broken)).arm());
    Await.until(() -> !errors.isEmpty(), () -> "nothing is reported");
    awaitRun();
    assertThat(errors).containsExactly(broken);
  }

  @Test
  void commandsAfterTheEndRunOnTheCallersThread() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    conductor.execute(() -> thread.set(Thread.currentThread()));
    Await.until(() -> thread.get() != null, () -> "no command runs");
    Thread conducting = thread.get();
    conductor.close();
    Await.until(() -> !conducting.isAlive(), () -> "the thread does not end");
    conductor.execute(() -> thread.set(Thread.currentThread()));
    assertThat(thread.get()).isSameAs(Thread.currentThread());
  }

  @Test
  void noCommandIsLostWhileTheConductorEnds() {
    for (int round = 0; round < 300; round++) {
      Conductor ending = new Conductor("ending", errors::add);
      AtomicInteger ran = new AtomicInteger();
      Thread closer = new Thread(ending::close);
      closer.start();
      for (int i = 0; i < 50; i++) {
        ending.execute(ran::incrementAndGet);
      }
      Await.until(() -> ran.get() == 50, () -> "commands are lost: ran=" + ran);
    }
  }

  @Test
  void timersThatAreNotDueRunWhenTheConductorEnds() {
    AtomicBoolean ran = new AtomicBoolean();
    conductor.execute(() -> conductor.schedule(TimeUnit.HOURS.toNanos(1), () -> ran.set(true)));
    awaitRun();
    assertThat(ran).isFalse();
    conductor.close();
    Await.until(ran::get, () -> "the timer does not run");
  }

  private WaitPoint addWaitPoint(AtomicBoolean ready, AtomicInteger wakeUps) {
    AtomicReference<WaitPoint> added = new AtomicReference<>();
    conductor.execute(
        () -> added.set(conductor.addWaitPoint(ready::get, wakeUps::incrementAndGet)));
    Await.until(() -> added.get() != null, () -> "no wait point");
    return added.get();
  }

  /** Waits until the conductor has run a command, and has looked at all wait points after it. */
  private void awaitRun() {
    for (int i = 0; i < 2; i++) {
      AtomicBoolean ran = new AtomicBoolean();
      conductor.execute(() -> ran.set(true));
      Await.until(ran::get, () -> "the conductor runs nothing");
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> boolean throwAny(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
