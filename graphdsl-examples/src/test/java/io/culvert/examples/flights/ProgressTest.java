package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
  private long now = SECOND;

  private String shown() {
    String text = shown.toString(StandardCharsets.UTF_8);
    shown.reset();
    return text;
  }

  @Test
  void shouldPrintSeldomWhenThereIsNoTerminal() {
    Progress progress = new Progress(out, false, 1000, () -> now);
    progress.inputRead(300);
    progress.inputRead(370);
    for (int i = 1; i <= 100; i++) {
      now += SECOND / 10;
      progress.records(new Throughput(1000 * i, i * SECOND / 10));
    }
    progress.clear();

    assertThat(shown().lines())
        .containsExactly(
            "flights: 50,000 records, 67 % of the input read, 10,000 records/s",
            "flights: 100,000 records, 67 % of the input read, 10,000 records/s");
  }

  @Test
  void shouldRedrawOneLineWhenOnTerminal() {
    Progress progress = new Progress(out, true, 1000, () -> now);
    now += SECOND;
    progress.records(new Throughput(12_000, SECOND));
    progress.records(new Throughput(12_001, SECOND));
    now += SECOND;
    progress.inputRead(1000);
    progress.records(new Throughput(13, SECOND));

    assertThat(shown())
        .isEqualTo(
            "\rflights: 12,000 records, 0 % of the input read, 12,000 records/s"
                + "\rflights: 13 records, 100 % of the input read, 13 records/s      ");
  }

  @Test
  void shouldReplaceLineByMessageWhenOnTerminal() {
    Progress progress = new Progress(out, true, 1000, () -> now);
    now += SECOND;
    progress.records(new Throughput(1, SECOND));
    int length = shown().length() - 1;

    progress.message(out, "ingest: no");
    progress.clear();

    assertThat(shown())
        .isEqualTo("\r" + " ".repeat(length) + "\r" + "ingest: no" + System.lineSeparator());
  }

  @Test
  void shouldShowNoShareWhenSizeIsUnknown() {
    Progress progress = new Progress(out, false, 0, () -> now);
    now += 5 * SECOND;
    progress.inputRead(10);
    progress.records(new Throughput(1, SECOND));

    assertThat(shown()).startsWith("flights: 1 records, 0 % of the input read");
  }
}
