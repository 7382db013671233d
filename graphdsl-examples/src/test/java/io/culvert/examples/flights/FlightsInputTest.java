package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.examples.job.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightsInputTest {

  @TempDir Path directory;

  private void assertRefused(Path file, String reason) {
    assertThatThrownBy(() -> FlightsInput.of(file.toString()).requireReadable())
        .isExactlyInstanceOf(JobException.class)
        .hasMessage(file + ": " + reason);
  }

  @Test
  void shouldUseBuiltInDataWhenNameIsEmpty() throws IOException {
    FlightsInput input = FlightsInput.of("").requireReadable();
    assertThat(input).hasToString("built-in flights-2001-01.csv.gz");
    assertThat(input.isGzip()).isTrue();
    assertThat(input.size()).isEqualTo(788_841);
  }

  @Test
  void shouldReadFileAsItIsWhenItIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("a.csv"), "12345");
    FlightsInput input = FlightsInput.of(file.toString()).requireReadable();
    assertThat(input.isGzip()).isFalse();
    assertThat(input.size()).isEqualTo(5);
    assertThat(input.open()).hasContent("12345");
    assertThat(input.isSameFile(directory.resolve("../" + directory.getFileName() + "/a.csv")))
        .isTrue();
  }

  @Test
  void shouldRefuseWhenFileCannotBeRead() throws IOException {
    Path text = Files.writeString(directory.resolve("a.txt"), "");
    assertRefused(text, "unknown kind of file, wanted .csv or .csv.gz");
    assertRefused(directory.resolve("a.csv"), "no such file");
    assertRefused(Files.createDirectory(directory.resolve("d.csv")), "not a regular file");
  }
}
