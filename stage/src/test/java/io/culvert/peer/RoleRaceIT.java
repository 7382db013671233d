package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.RingDirectory;
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
    fight(4, Duration.ofSeconds(5));
  }

  @Tag("slow")
  @Test
  void shouldGrantRoleToOneOfManyJvmsAtATime() throws Exception {
    fight(8, Duration.ofSeconds(30));
  }

  private void fight(int count, Duration time) throws Exception {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    ForkedJvm[] fighters = new ForkedJvm[count];
    int started = 0;
    int killed = 0;
    try (RoleRaceMonitor referee = new RoleRaceMonitor()) {
      for (int i = 0; i < count; i++) {
        fighters[i] = start(referee, directory, started++, random);
      }
      Await.until(() -> referee.acquisitions() > 0, () -> "nobody gets the role");
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() < end && referee.fouls().isEmpty()) {
        long next = referee.acquisitions() + random.nextInt(MAX_ACQUISITIONS_PER_KILL);
        Await.until(() -> referee.acquisitions() >= next, () -> "nobody gets the role any more");
        int victim = random.nextInt(count);
        assertThat(fighters[victim].process().isAlive())
            .as("ends by itself: " + fighters[victim].output())
            .isTrue();
        referee.doom(fighters[victim].process());
        fighters[victim].close();
        killed++;
        fighters[victim] = start(referee, directory, started++, random);
      }
      System.out.printf(
          "seed %d: %d JVMs took a role %d times, %d were killed%n",
          seed, count, referee.acquisitions(), killed);
      assertThat(referee.fouls()).isEmpty();
      assertThat(killed).isPositive();
    } finally {
      for (ForkedJvm fighter : fighters) {
        if (fighter != null) {
          fighter.close();
        }
      }
    }
    RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, RING, Role.WRITER);
    assertThat(attempt.succeeded()).as("those who were killed have nothing").isTrue();
    RoleLocks.release(attempt.lock());
  }

  private static ForkedJvm start(
      RoleRaceMonitor referee, RingDirectory directory, int number, SplittableRandom random) {
    ForkedJvm fighter =
        ForkedJvm.start(
            RoleContender.class,
            directory.toString(),
            RING,
            "" + referee.port(),
            "" + number,
            "" + random.nextLong());
    referee.admit(number, fighter.process());
    return fighter;
  }
}
