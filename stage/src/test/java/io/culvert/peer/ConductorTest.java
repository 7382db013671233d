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
