package io.culvert.bench.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.bench.BenchException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {

  @TempDir Path directory;

  @Test
  void shouldBeZeroWhenFileIsNew() {
    assertThat(Counters.open(directory.resolve("counters"), 3).sum()).isZero();
  }

  @Test
  void shouldShareValuesWhenOpenedTwice() {
    Counters written = Counters.open(directory.resolve("counters"), 3);
    Counters read = Counters.open(directory.resolve("counters"), 3);
    written.set(0, 5);
    written.set(2, 1L << 40);
    assertThat(read.sum()).isEqualTo(5 + (1L << 40));
    written.set(0, 6);
    assertThat(read.sum()).isEqualTo(6 + (1L << 40));
  }

  @Test
  void shouldNameTheFileWhenItCannotBeOpened() {
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(() -> Counters.open(directory.resolve("none/counters"), 1))
        .withMessageContaining("cannot map counters: file=" + directory.resolve("none/counters"));
  }
}
