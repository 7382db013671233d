package io.culvert.peer.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.peer.RoleHolder;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.ForkedJvm;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.RootAccess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Roles that are held by file locks of the kernel. */
class RoleLocksTest {

  private static final String RING = "ring";
  private static final String THIS_JVM = "this JVM, pid " + ProcessHandle.current().pid();

  @TempDir Path temporary;
  private RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(temporary.resolve("rings"));
  }

  @AfterEach
  void assertNothingIsOpen() {
    assertThat(OpenFiles.below(directory.path())).isEmpty();
  }

  @Test
  void shouldRefuseRoleWhenHeldInThisJvm() throws IOException {
    RoleLocks.Attempt first = tryAcquire(Role.READER);
    RoleLocks.Attempt second = tryAcquire(Role.READER);
    assertThat(first.succeeded()).isTrue();
    assertThat(second.succeeded()).isFalse();
    assertThat(second.holder()).isEqualTo(THIS_JVM);
    RoleLocks.unlock(first.lock());
  }

  /** The rings fill the file system, so the holder cannot be recorded; it is only informative. */
  @SuppressWarnings("try") // the file system only has to be mounted
  @Test
  void shouldAcquireRoleWhenFileSystemIsFull() throws IOException {
    Path full = Files.createDirectory(temporary.resolve("full"));
    try (RootAccess.Mount mount = RootAccess.mount(full, "64k")) {
      RingDirectory there = RingDirectory.local(full);
      assertThatIOException()
          .isThrownBy(() -> Files.write(full.resolve("filler"), new byte[256 * 1024]));
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(there, RING, Role.READER);
      assertThat(attempt.succeeded()).isTrue();
      assertThat(Files.size(attempt.lock().file())).isZero();
      RoleLocks.unlock(attempt.lock());
      RoleLocks.unlock(RoleLocks.tryAcquire(there, RING, Role.READER).lock());
    }
  }

  @Test
  void shouldAcquireRoleAgainWhenReleased() throws IOException {
    for (int i = 0; i < 100; i++) {
      RoleLocks.Attempt attempt = tryAcquire(Role.WRITER);
      assertThat(attempt.succeeded()).isTrue();
      RoleLocks.unlock(attempt.lock());
    }
  }

  @Test
  void shouldAcquireDifferentRolesAndRingsTogether() throws IOException {
    RoleLocks.Attempt reader = tryAcquire(Role.READER);
    RoleLocks.Attempt writer = tryAcquire(Role.WRITER);
    RoleLocks.Attempt other = RoleLocks.tryAcquire(directory, "other", Role.READER);
    assertThat(writer.succeeded()).isTrue();
    assertThat(other.succeeded()).isTrue();
    RoleLocks.unlock(reader.lock());
    RoleLocks.unlock(writer.lock());
    RoleLocks.unlock(other.lock());
  }

  @Test
  void shouldKeepLockWhenRefusalIsInThisJvm() throws Exception {
    RoleLocks.Attempt held = tryAcquire(Role.READER);
    assertThat(tryAcquire(Role.READER).succeeded()).isFalse();
    try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, "READER")) {
      assertThat(other.output()).contains("refused by pid " + ProcessHandle.current().pid());
    }
    RoleLocks.unlock(held.lock());
  }

  @Test
  void shouldRefuseRoleUntilOtherJvmIsGone() throws Exception {
    try (ForkedJvm other = RoleHolder.start(directory.path(), RING, "WRITER")) {
      RoleLocks.Attempt refused = tryAcquire(Role.WRITER);
      assertThat(refused.succeeded()).isFalse();
      assertThat(refused.holder()).isEqualTo("pid " + other.process().pid());
      assertThat(OpenFiles.below(directory.path())).isEmpty();
    }
    RoleLocks.Attempt attempt = tryAcquire(Role.WRITER);
    assertThat(attempt.succeeded()).isTrue();
    RoleLocks.unlock(attempt.lock());
  }

  @Test
  void shouldGrantReleasedRoleToAnotherJvm() throws Exception {
    RoleLocks.unlock(tryAcquire(Role.READER).lock());
    try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, "READER")) {
      assertThat(other.output()).contains("held");
    }
  }

  @Test
  void shouldRefuseRoleWhenHeldByAnotherClassLoader() throws IOException {
    Path file = lockFile();
    try (FileChannel foreign =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(foreign.tryLock()).isNotNull();
      assertThat(tryAcquire(Role.READER).holder()).isEqualTo("another class loader of this JVM");
      assertThat(tryAcquire(Role.READER).succeeded()).isFalse();
    }
    RoleLocks.Attempt attempt = tryAcquire(Role.READER);
    assertThat(attempt.succeeded()).isTrue();
    RoleLocks.unlock(attempt.lock());
  }

  @Test
  void shouldKeepLockOfAnotherClassLoaderWhenRefused() throws IOException {
    try (FileChannel foreign =
        FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(foreign.tryLock()).isNotNull();
      assertThat(tryAcquire(Role.READER).succeeded()).isFalse();
      try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, "READER")) {
        assertThat(other.output()).contains("refused by ");
      }
    }
    RoleLocks.Attempt attempt = tryAcquire(Role.READER);
    assertThat(attempt.succeeded()).isTrue();
    RoleLocks.unlock(attempt.lock());
  }

  @Test
  void shouldKeepPrivateLockFileWithHolderWhenReleased() throws IOException {
    RoleLocks.Attempt attempt = tryAcquire(Role.READER);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lockFile())))
        .isEqualTo("rw-------");
    RoleLocks.unlock(attempt.lock());
    assertThat(lockFile()).hasContent(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void shouldNotFollowLinkWhenItReplacesLockFile() throws IOException {
    Path target = temporary.resolve("target");
    Files.createSymbolicLink(lockFile(), target);
    assertThatThrownBy(() -> tryAcquire(Role.READER)).isInstanceOf(IOException.class);
    assertThat(target).doesNotExist();
    Files.delete(lockFile());
    RoleLocks.Attempt attempt = tryAcquire(Role.READER);
    assertThat(attempt.succeeded()).as("a failed attempt holds nothing").isTrue();
    RoleLocks.unlock(attempt.lock());
  }

  // Probing whether a role is free.

  @Test
  void shouldNotKnowRoleWhenLockFileIsMissing() throws IOException {
    assertThat(RoleLocks.isKnown(directory, RING, Role.READER)).isFalse();
    assertThat(isFree(Role.READER)).isFalse();
    assertThat(lockFile()).doesNotExist();
    RoleLocks.Attempt held = tryAcquire(Role.READER);
    assertThat(RoleLocks.isKnown(directory, RING, Role.READER)).isTrue();
    RoleLocks.unlock(held.lock());
    assertThat(RoleLocks.isKnown(directory, RING, Role.READER)).isTrue();
  }

  @Test
  void shouldReportRoleFreeWhenReleased() throws IOException {
    RoleLocks.unlock(tryAcquire(Role.READER).lock());
    assertThat(isFree(Role.READER)).isTrue();
    assertThat(isFree(Role.READER)).isTrue();
    RoleLocks.Attempt attempt = tryAcquire(Role.READER);
    assertThat(attempt.succeeded()).as("a probe takes nothing").isTrue();
    RoleLocks.unlock(attempt.lock());
  }

  @Test
  void shouldKeepLockWhenProbedInHoldersJvm() throws Exception {
    RoleLocks.Attempt held = tryAcquire(Role.READER);
    for (int i = 0; i < 100; i++) {
      assertThat(isFree(Role.READER)).isFalse();
    }
    try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, "READER")) {
      assertThat(other.output()).contains("refused by pid " + ProcessHandle.current().pid());
    }
    RoleLocks.unlock(held.lock());
  }

  @Test
  void shouldReportRoleFreeWhenHoldingJvmIsGone() throws Exception {
    try (ForkedJvm other = RoleHolder.start(directory.path(), RING, "READER")) {
      for (int i = 0; i < 100; i++) {
        assertThat(isFree(Role.READER)).isFalse();
      }
      other.pause();
      assertThat(isFree(Role.READER)).as("a stopped process is not a dead one").isFalse();
      assertThat(OpenFiles.below(directory.path())).isEmpty();
      assertThat(other.process().isAlive()).isTrue();
    }
    assertThat(isFree(Role.READER)).isTrue();
  }

  @Test
  void shouldKeepLockOfAnotherClassLoaderWhenProbed() throws Exception {
    try (FileChannel foreign =
        FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(foreign.tryLock()).isNotNull();
      assertThat(isFree(Role.READER)).isFalse();
      assertThat(isFree(Role.READER)).isFalse();
      try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, "READER")) {
        assertThat(other.output()).contains("refused");
      }
    }
    assertThat(isFree(Role.READER)).isTrue();
  }

  @Test
  void shouldAnswerProbeWhenThreadIsInterrupted() throws Exception {
    RoleLocks.Attempt held = tryAcquire(Role.WRITER);
    RoleLocks.unlock(tryAcquire(Role.READER).lock());
    Thread.currentThread().interrupt();
    assertThat(isFree(Role.WRITER)).as("answered by the registry").isFalse();
    assertThat(isFree(Role.READER)).isTrue();
    assertThat(Thread.interrupted()).as("the interrupt stays pending").isTrue();
    try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, "WRITER")) {
      assertThat(other.output()).contains("refused");
    }
    RoleLocks.unlock(held.lock());
  }

  @Test
  void shouldNotBeInPlaceWhenLockFileIsDeleted() throws IOException {
    RoleLocks.Attempt held = tryAcquire(Role.READER);
    assertThat(held.lock().isInPlace()).isTrue();
    Files.delete(lockFile());
    assertThat(held.lock().isInPlace()).isFalse();
    Files.createFile(lockFile());
    assertThat(held.lock().isInPlace()).as("another file").isFalse();
    RoleLocks.unlock(held.lock());
  }

  private boolean isFree(Role role) throws IOException {
    return RoleLocks.isFree(directory, RING, role);
  }

  private Path lockFile() {
    return directory.beside(RING, ".reader-0.lock");
  }

  private RoleLocks.Attempt tryAcquire(Role role) throws IOException {
    return RoleLocks.tryAcquire(directory, RING, role);
  }
}
