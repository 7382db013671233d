package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.testing.RootAccess;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which directories rings may be in, and the names of rings. */
class RingDirectoryTest {

  @TempDir(factory = SharedMemoryDir.class)
  Path parent;

  private static void assertRefuses(ThrowingCallable call, Reason reason, Path path) {
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(call)
        .withMessageContaining("directory=" + path)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private Path directoryWith(String permissions) throws IOException {
    Path directory = Files.createDirectory(parent.resolve("rings"));
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void shouldCreateMissingDirectoryForItsOwnerOnly() throws IOException {
    RingDirectory created = RingDirectory.local(parent.resolve("rings"));

    assertThat(created.path()).isEqualTo(parent.resolve("rings")).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(created.path())))
        .isEqualTo("rwx------");
    assertThat(RingDirectory.local(parent.resolve("rings")).path()).isEqualTo(created.path());
  }

  @Test
  void shouldNormalizePath() {
    Path detour = parent.resolve("a").resolve("..").resolve("rings");
    assertThat(RingDirectory.local(detour).path()).isEqualTo(parent.resolve("rings"));
  }

  @Test
  void shouldCreateOnlyTheLastDirectory() {
    Path missing = parent.resolve("missing");
    assertRefuses(
        () -> RingDirectory.local(missing.resolve("rings")), Reason.DIRECTORY_MISSING, missing);
    assertThat(missing).doesNotExist();
  }

  @Test
  void shouldRefuseFile() throws IOException {
    Path file = Files.createFile(parent.resolve("rings"));
    assertRefuses(() -> RingDirectory.local(file), Reason.DIRECTORY_MISSING, file);
  }

  @Test
  void shouldNotFollowSymbolicLink() throws IOException {
    Path target = Files.createDirectory(parent.resolve("target"));
    Path link = Files.createSymbolicLink(parent.resolve("rings"), target);
    assertRefuses(() -> RingDirectory.local(link), Reason.SYMBOLIC_LINK, link);

    Path dangling = Files.createSymbolicLink(parent.resolve("other"), parent.resolve("nowhere"));
    assertRefuses(() -> RingDirectory.local(dangling), Reason.SYMBOLIC_LINK, dangling);
    assertThat(parent.resolve("nowhere")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx", "rwx-w----"})
  void shouldRefuseDirectoryWhenOthersMayWrite(String permissions) throws IOException {
    Path directory = directoryWith(permissions);
    assertRefuses(() -> RingDirectory.local(directory), Reason.DIRECTORY_UNSAFE, directory);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingDirectory.onAnyFileSystem(directory))
        .withMessageContaining("permissions=" + permissions)
        .withMessageContaining("wanted=rwx------");
  }

  @Test
  void shouldAcceptDirectoryThatOthersMayRead() throws IOException {
    Path directory = directoryWith("rwxr-xr-x");
    assertThat(RingDirectory.local(directory).path()).isEqualTo(directory);
  }

  @Test
  void shouldRefuseDirectoryOfAnotherUser() throws IOException {
    Path directory = directoryWith("rwx------");
    RootAccess.changeOwner(directory);
    assertRefuses(() -> RingDirectory.local(directory), Reason.FOREIGN_OWNER, directory);
  }

  @Test
  void shouldRefuseDirectoryWhenFileSystemIsReadOnly() throws IOException {
    Path directory = directoryWith("rwx------");
    try (RootAccess.Mount mount = RootAccess.mount(directory, "1m")) {
      mount.makeReadOnly();
      Path inside = directory.resolve("inside");
      assertRefuses(() -> RingDirectory.local(directory), Reason.NOT_WRITABLE, directory);
      assertRefuses(() -> RingDirectory.local(inside), Reason.NOT_WRITABLE, inside);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nfs",
        "nfs4",
        "NFS",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "virtiofs",
        "fuse",
        "fuse.sshfs",
        "fuseblk",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "ocfs2",
        "gfs",
        "gfs2",
        "beegfs"
      })
  void shouldRefuseNetworkFileSystem(String type) {
    assertRefuses(
        () -> RingDirectory.refuseNetwork(type, parent), Reason.NETWORK_FILE_SYSTEM, parent);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingDirectory.refuseNetwork(type, parent))
        .withMessageContaining("type=" + type)
        .withMessageContaining("allow-network-file-system");
  }

  @Test
  void shouldRefuseNetworkDirectoryUnlessAllowed() throws IOException {
    Path directory = directoryWith("rwx------");
    try (RootAccess.Mount mount = RootAccess.mountNetworkLike(directory)) {
      assertThat(mount).isNotNull();
      assertRefuses(() -> RingDirectory.local(directory), Reason.NETWORK_FILE_SYSTEM, directory);
      assertThat(RingDirectory.onAnyFileSystem(directory).path()).isEqualTo(directory);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tmpfs", "ext3", "ext4", "xfs", "btrfs", "overlay", "zfs", "ramfs", "apfs", "NTFS"
      })
  void shouldAcceptLocalFileSystem(String type) {
    assertThatCode(() -> RingDirectory.refuseNetwork(type, parent)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A-b_c.d", "0", "_", "a..", "x-"})
  void shouldAcceptValidName(String name) {
    RingDirectory directory = RingDirectory.local(parent.resolve("rings"));
    assertThat(directory.ring(name)).isEqualTo(parent.resolve("rings").resolve(name + ".ring"));
    assertThat(directory.beside(name, ".lock"))
        .isEqualTo(parent.resolve("rings").resolve(name + ".lock"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "-a", ".a", "a/b", "../a", "/a", "a\\b", "a b", "\u00e4", "a\n", "a\0"
      })
  void shouldRejectInvalidName(String name) {
    RingDirectory directory = RingDirectory.local(parent.resolve("rings"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> directory.ring(name))
        .withMessageContaining("name=" + name);
    assertThatIllegalArgumentException().isThrownBy(() -> directory.beside(name, ".lock"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MappedRing.openOrCreate(directory, name, RingSpec.ofBytes(1 << 16)));
    assertThat(parent.resolve("rings")).isEmptyDirectory();
  }

  @Test
  void shouldRejectNameWhenLongerThanAHundredCharacters() {
    RingDirectory.requireName("x".repeat(100));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RingDirectory.requireName("x".repeat(101)));
  }

  @Test
  void shouldPlaceDefaultDirectoryPerUser() {
    Path path = RingDirectory.defaultPath();
    assertThat(path.isAbsolute()).isTrue();
    assertThat(path.getFileName().toString()).startsWith("culvert-");
    assertThat(path.getParent()).isDirectory();
    if (Files.isWritable(Path.of("/dev/shm"))) {
      assertThat(path.getParent()).isEqualTo(Path.of("/dev/shm"));
    }
  }

  @Test
  void shouldShowItsPath() {
    assertThat(RingDirectory.local(parent)).hasToString(parent.toString());
  }
}
