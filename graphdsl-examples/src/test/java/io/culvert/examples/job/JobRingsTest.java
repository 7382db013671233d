package io.culvert.examples.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRingsTest {

  @Test
  void shouldRemoveDirectoryWithFilesWhenClosed() throws IOException {
    JobRings rings = JobRings.create();
    Files.writeString(rings.directory().resolve("flights.ring"), "");
    Files.writeString(rings.directory().resolve("flights.writer.lock"), "");

    JobRings.in(rings.directory()).close();
    assertThat(rings.directory()).doesNotExist();

    rings.close();
  }

  @Test
  void shouldRefuseDirectoryWhenItIsNoJobs(@TempDir Path directory) {
    assertThatThrownBy(() -> JobRings.in(directory))
        .isExactlyInstanceOf(JobException.class)
        .hasMessage("not a directory of the job: " + directory);
    assertThat(directory).exists();
  }
}
