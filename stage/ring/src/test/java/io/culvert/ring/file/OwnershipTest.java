package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests files on a file system that has no owners, here an archive. */
class OwnershipTest {

  @TempDir Path directory;

  private FileSystem withoutOwners() throws IOException {
    return FileSystems.newFileSystem(directory.resolve("archive.zip"), Map.of("create", "true"));
  }

  @Test
  void shouldAcceptFileWhenFileSystemHasNoOwners() throws IOException {
    try (FileSystem archive = withoutOwners()) {
      Path file = Files.createFile(archive.getPath("/file"));

      assertThat(Ownership.isPosix(file)).isFalse();
      assertThatCode(() -> Ownership.requireOurs(file, "file")).doesNotThrowAnyException();
    }
  }

  @Test
  void shouldSetNoPermissionsWhenFileSystemHasNone() throws IOException {
    try (FileSystem archive = withoutOwners()) {
      assertThat(RingDirectory.ownerOnly(archive.getPath("/file"), "rw-------")).isEmpty();
    }
  }
}
