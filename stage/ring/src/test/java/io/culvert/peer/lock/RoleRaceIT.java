package io.culvert.peer.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.RoleContender;
import io.culvert.peer.RoleRaceMonitor;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several JVMs that compete for one role, and are killed at any moment. */
class RoleRaceIT {

  private static final String RING = "ring";

  private static final int MAX_ACQUISITIONS_PER_KILL = 200;

  @TempDir Path temporary;

  @Test
  void shouldGrantRoleToOneJvmAtATime() throws Exception {
    compete(4, Duration.ofSeconds(5));
  }

  @Tag("slow")
  @Test
  void shouldGrantRoleToOneOfManyJvmsAtATime() throws Exception {
    compete(8, Duration.ofSeconds(30));
  }

  private void compete(int count, Duration time) throws Exception {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    ForkedJvm[] contenders = new ForkedJvm[count];
    int started = 0;
    int killed = 0;
    try (RoleRaceMonitor monitor = new RoleRaceMonitor()) {
      for (int i = 0; i < count; i++) {
        contenders[i] = start(monitor, directory, started++, random);
      }
      Await.until(() -> monitor.acquisitions() > 0, () -> "no JVM acquires the role");
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end && monitor.violations().isEmpty()) {
        long next = monitor.acquisitions() + random.nextInt(MAX_ACQUISITIONS_PER_KILL);
        Await.until(
            () -> monitor.acquisitions() >= next, () -> "no JVM acquires the role any more");
        int victim = random.nextInt(count);
        assertThat(contenders[victim].process().isAlive())
            .as("ends by itself: " + contenders[victim].output())
            .isTrue();
        monitor.expectKill(contenders[victim].process());
        contenders[victim].close();
        killed++;
        contenders[victim] = start(monitor, directory, started++, random);
      }
      System.out.printf(
          "seed %d: %d JVMs acquired a role %d times, %d were killed%n",
          seed, count, monitor.acquisitions(), killed);
      assertThat(monitor.violations()).isEmpty();
      assertThat(killed).isPositive();
    } finally {
      for (ForkedJvm contender : contenders) {
        if (contender != null) {
          contender.close();
        }
      }
    }
    RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, RING, Role.WRITER);
    assertThat(attempt.succeeded()).as("killed JVMs hold nothing").isTrue();
    RoleLocks.unlock(attempt.lock());
  }

  private static ForkedJvm start(
      RoleRaceMonitor monitor, RingDirectory directory, int number, SplittableRandom random) {
    ForkedJvm contender =
        ForkedJvm.start(
            RoleContender.class,
            directory.toString(),
            RING,
            "" + monitor.port(),
            "" + number,
            "" + random.nextLong());
    monitor.register(number, contender.process());
    return contender;
  }
}
