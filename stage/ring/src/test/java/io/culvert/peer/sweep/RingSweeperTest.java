package io.culvert.peer.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.Finding;
import io.culvert.peer.Finding.Fate;
import io.culvert.peer.RingUser;
import io.culvert.peer.RoleHolder;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.file.MappedRing;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rings that a sweep removes, and above all those that it keeps. */
class RingSweeperTest extends SweepFixture {

  // Rings by their content.

  @Test
  void shouldRemoveRingWhenEndWasRead() throws IOException {
    Path ring = endedRing(RING);
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
    assertThat(ring).doesNotExist();
    assertThat(sweep()).isEmpty();
  }

  @Test
  void shouldRemoveRingWhenReaderCancelled() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          reader.cancel();
        });
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldKeepRingWhenOnlyEndIsUnread() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          take(reader);
          writer.complete();
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenElementsAndEndAreUnread() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          writer.complete();
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenElementsAreUnread() {
    ring(RING, (writer, reader) -> offer(writer));
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenReaderFailed() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          reader.fail("reason");
          writer.complete();
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenStreamHasNotEnded() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          take(reader);
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenNeverUsed() {
    MappedRing.openOrCreate(directory, RING, RingUser.SPEC).close();
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldRemoveRingOfAnEarlierBoot() throws IOException {
    Path ring = ring(RING, (writer, reader) -> offer(writer));
    forgeBootId(ring, UUID.randomUUID());
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
    assertThat(ring).doesNotExist();
  }

  @Test
  void shouldKeepRingWhenBootIsUnknown() throws IOException {
    Path ring = ring(RING, (writer, reader) -> offer(writer));
    forgeBootId(ring, new UUID(0, 0));
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldSweepDirectoryByItsPath() {
    Path ring = endedRing(RING);
    assertThat(RingSweeper.sweep(directory.path()).removed()).containsExactly(ring);
  }

  // Rings whose roles are held.

  @ParameterizedTest
  @EnumSource
  void shouldKeepRingAndLockWhenRoleIsHeldInThisJvm(Role role) throws Exception {
    endedRing(RING);
    RoleLocks.Attempt held = RoleLocks.tryAcquire(directory, RING, role);
    try {
      assertThat(sweep())
          .singleElement()
          .isEqualTo(
              new Finding(
                  directory.ring(RING),
                  Fate.IN_USE,
                  "role=" + role + ", holder=this JVM, pid " + ProcessHandle.current().pid()));
      assertThat(directory.ring(RING)).exists();
      try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, role.name())) {
        assertThat(other.output()).contains("refused by");
      }
    } finally {
      RoleLocks.unlock(held.lock());
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepRingWhenRoleIsHeldInAnotherJvm(Role role) throws Exception {
    Path ring = endedRing(RING);
    forgeBootId(ring, UUID.randomUUID());
    try (ForkedJvm other = RoleHolder.start(directory.path(), RING, role.name())) {
      assertThat(sweep())
          .singleElement()
          .isEqualTo(
              new Finding(
                  ring, Fate.IN_USE, "role=" + role + ", holder=pid " + other.process().pid()));
      assertThat(ring).exists();
      Role free = role.other();
      assertThat(directory.beside(RING, free.lockSuffix()))
          .as("the lock that the other JVM may be watching is not touched")
          .doesNotExist();
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldKeepRingOfKilledJvmWhenNotDrained() throws Exception {
    try (ForkedJvm user = RingUser.start(directory.path(), RING, RingUser.Work.UNDRAINED)) {
      assertThat(user.output()).contains("done");
      assertThat(sweepOne()).isEqualTo(Fate.IN_USE);
    }
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
    try (MappedRing ring = MappedRing.open(directory, RING, RingUser.SPEC);
        RingReader reader = RingReader.attach(ring)) {
      for (int i = 0; i < RingUser.MESSAGES; i++) {
        take(reader);
      }
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }
  }

  @Test
  void shouldRemoveRingOfKilledJvmWhenDrained() throws Exception {
    try (ForkedJvm user = RingUser.start(directory.path(), RING, RingUser.Work.DRAINED)) {
      assertThat(user.output()).contains("done");
      assertThat(sweepOne()).isEqualTo(Fate.IN_USE);
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldHoldRolesBetweenCheckAndDeletion() throws Exception {
    Path ring = endedRing(RING);
    CompletableFuture<Fate> fate;
    try (FileChannel init =
            FileChannel.open(directory.beside(RING, ".init.lock"), StandardOpenOption.WRITE);
        FileLock held = init.lock()) {
      fate = CompletableFuture.supplyAsync(this::sweepOne);
      Await.until(RingSweeperTest::isDeletionPending, () -> "no deletion starts");
      for (Role role : Role.values()) {
        RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, RING, role);
        if (attempt.succeeded()) {
          RoleLocks.unlock(attempt.lock());
        }
        assertThat(attempt.succeeded()).as("the %s attaches", role).isFalse();
      }
      assertThat(held.isValid()).isTrue();
      assertThat(ring).exists();
    }
    assertThat(fate.join()).isEqualTo(Fate.REMOVED);
  }

  private static boolean isDeletionPending() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("culvert-sweeper"))
        .flatMap(thread -> Stream.of(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals("io.culvert.ring.file.CreationLock"));
  }

  private void assertIsKeptWithItsContent(Fate fate) {
    byte[] before = content();
    assertThat(sweepOne()).isEqualTo(fate);
    assertThat(content()).isEqualTo(before);
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(directory.ring(RING));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
