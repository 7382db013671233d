package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.testing.OpenFiles;
import io.culvert.testing.SharedMemoryDir;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A directory for rings in shared memory, of which no file may stay open after a test. */
abstract class RingDirectoryFixture {

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(path);
  }

  @AfterEach
  void assertNothingOpen() {
    assertThat(OpenFiles.below(path)).isEmpty();
  }
}
