package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.examples.flights.DelayReport.OriginDelays;
import io.culvert.examples.job.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {

  @TempDir Path directory;

  @Test
  void shouldRemoveOldResultWhenRunBegins() throws IOException {
    Path file = Files.writeString(directory.resolve("flights.json"), "old");

    ReportFile report = ReportFile.prepare(file);
    assertThat(file).doesNotExist();

    report.write(new DelayReport(3, List.of(new OriginDelays("ORD", 3, -1.5, 0.1))));
    assertThat(Files.readString(file).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"records\":3,\"origins\":[{\"origin\":\"ORD\",\"flights\":3,"
                + "\"meanDelayMinutes\":-1.5,\"lateShare\":0.1}]}");
    assertThat(directory).isDirectoryContaining(file::equals);
    assertThat(Files.list(directory)).hasSize(1);
  }

  @Test
  void shouldCreateDirectoryWhenItIsMissing() {
    Path file = directory.resolve("a/b/flights.json");
    ReportFile.prepare(file).write(new DelayReport(0, List.of()));
    assertThat(file).exists();
  }

  @Test
  void shouldRefuseWhenFileIsDirectory() {
    assertThatThrownBy(() -> ReportFile.prepare(directory))
        .isExactlyInstanceOf(JobException.class)
        .hasMessage("cannot write " + directory + ": it is a directory");
  }

  @Test
  void shouldRefuseWhenParentIsFile() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> ReportFile.prepare(file.resolve("flights.json")))
        .isExactlyInstanceOf(JobException.class)
        .hasMessageStartingWith("cannot write " + file.resolve("flights.json") + ": ");
  }
}
