package io.culvert.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare --only unknown | --only names no contender: unknown; there are culvert, ",
        "compare --base unknown | --base must name a contender that runs: base=unknown; there are culvert, ",
        "compare --only fused --base async | --base must name a contender that runs: base=async; there are fused",
        "compare --pairs 0 | --pairs must be at least 1: pairs=0",
        "compare --windows 0 | --windows must be at least 1: windows=0",
        "compare --window 5 | --window must be at least 10 milliseconds: window=5",
        "compare --warm-up -1 | --warm-up must not be negative: warm-up=-1.0",
        "compare --all --quick | --all, --quick and --only exclude each other",
        "compare --against none.jar | --against must name a jar that can be read: jar=none.jar",
        "compare --against pom.xml --base fused | --against names the base of each contender",
        "compare --at-least 0 | --at-least must be more than 0: at-least=0.0",
        "latency --seconds 0 | --seconds must be more than 0: seconds=0.0",
        "latency --warm-up -1 | --warm-up must not be negative: warm-up=-1.0",
        "latency --rounds 0 | --rounds must be at least 1: rounds=0",
        "compare --capacity 100000 | --capacity must be a power of two",
        "compare --json /nowhere/at/all.json | --json must name a file in a directory that exists",
        "compare --html /nowhere/at/all.html | --html must name a file in a directory that exists",
        "latency --mode warm | --mode must be hot or idle: mode=warm",
        "latency --rate 0 | --rate must be more than 0",
        "latency --only fused | --only names no contender: fused; there are culvert, ",
        "cost --edges 0 | --edges must be 1 to 1024: edges=0",
        "cost --only memory | expected one of [IDLE, BUSY, CAPACITY, SIZE, BATCH, BURST]",
        "report a.json | Missing required option: '--html=FILE'",
        "figures README.md page.md | Missing required parameter: 'DIRECTORY'",
        "race | Unmatched argument",
      })
  void shouldExplainWhenArgumentIsInvalid(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
  }

  @Test
  void shouldNameFileWhenItCannotBeRead() {
    assertThat(run("report", "--html", "target/none.html", "/nowhere/none.json")).isEqualTo(1);
    assertThat(errors.toString()).startsWith("culvert-bench: cannot read: file=/nowhere/none.json");
  }

  @Test
  void shouldNameDirectoryWhenItIsMissing() {
    assertThat(run("figures", "README.md", "target/page.md", "/nowhere/at/all")).isEqualTo(1);
    assertThat(errors.toString()).startsWith("culvert-bench: cannot read: directory=/nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "compare, --base",
    "latency, --mode",
    "cost, --edges",
    "report, --html",
    "figures, DIRECTORY"
  })
  void shouldPrintHelpWhenAskedFor(String command, String option) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains(option);
  }

  private int run(String... arguments) {
    return Bench.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }
}
