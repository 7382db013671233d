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
        "compare --only nobody | --only names no contender: nobody; there are culvert, ",
        "compare --base nobody | --base must name a contender that runs: base=nobody; there are culvert, ",
        "compare --only fused --base async | --base must name a contender that runs: base=async; there are fused",
        "compare --seconds 0 | --seconds must be more than 0: seconds=0.0",
        "compare --warm-up -1 | --warm-up must not be negative: warm-up=-1.0",
        "compare --rounds 0 | --rounds must be at least 1: rounds=0",
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
  void aWrongArgumentIsExplained(String arguments, String message) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
  }

  @Test
  void whatCannotBeReadIsNamed() {
    assertThat(run("report", "--html", "target/none.html", "/nowhere/none.json")).isEqualTo(1);
    assertThat(errors.toString()).startsWith("culvert-bench: cannot read: file=/nowhere/none.json");
  }

  @Test
  void aDirectoryThatIsNotThereIsNamed() {
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
  void eachCommandHasHelp(String command, String option) {
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
