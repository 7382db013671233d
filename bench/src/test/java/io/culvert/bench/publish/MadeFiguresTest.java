package io.culvert.bench.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.bench.BenchException;
import io.culvert.bench.report.ContenderNote;
import io.culvert.bench.report.MadeLatency;
import io.culvert.bench.report.MadeReport;
import io.culvert.bench.report.ReportFiles;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Interval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MadeFiguresTest {

  private static final String MARKED =
      "before\n<!-- figures:begin -->\nold\n<!-- figures:end -->\nafter\n";
  private static final Interval SLOWER = new Interval(0.4, 0.5, 0.8);
  private static final Interval SAME = new Interval(0.9, 1.05, 1.2);

  @TempDir Path directory;

  private Path readme;
  private Path page;
  private Path figures;

  @BeforeEach
  void createFiles() throws Exception {
    readme = Files.writeString(directory.resolve("README.md"), MARKED);
    page = Files.createDirectory(directory.resolve("docs")).resolve("benchmarks.md");
    figures = Files.createDirectory(directory.resolve("docs").resolve("figures"));
  }

  @Test
  void shouldSayNotMeasuredWhenThereIsNoReport() throws Exception {
    assertThat(readme()).isEqualTo(MARKED.replace("old\n", "Not measured yet.\n"));
    assertThat(page())
        .contains("## Results\n\nNot measured yet.\n")
        .contains("## Contenders\n\nNot measured yet.\n")
        .contains("bench.jar figures README.md docs/benchmarks.md docs/figures\n```\n");
  }

  @Test
  void shouldWriteAllFilesWhenThereIsReport() throws Exception {
    put("compare-1", comparison());
    PublishedFigures.of(readme, page, figures).write();
    assertThat(readme).content().startsWith("before\n").endsWith("after\n").doesNotContain("old");
    for (String name :
        new String[] {"compare-1-light", "compare-1-dark", "readme-light", "readme-dark"}) {
      assertThat(figures.resolve(name + ".svg")).content().startsWith("<svg ");
    }
    String once = Files.readString(readme);
    PublishedFigures.of(readme, page, figures).write();
    assertThat(readme).content().isEqualTo(once);
  }

  @Test
  void shouldDeletePicturesWhenReportIsGone() throws Exception {
    put("compare-1", comparison());
    put("other", comparison());
    PublishedFigures.of(readme, page, figures).write();
    Files.delete(figures.resolve("other.json"));
    Path diagram = Files.writeString(figures.resolve("diagram.svg"), "");
    PublishedFigures.of(readme, page, figures).write();
    assertThat(figures.resolve("other-light.svg")).doesNotExist();
    assertThat(figures.resolve("other-dark.svg")).doesNotExist();
    assertThat(figures.resolve("compare-1-dark.svg")).exists();
    assertThat(diagram).exists();
  }

  @Test
  void shouldCompareStreamsWhenReadmeIsWritten() throws Exception {
    put(
        "compare-1",
        comparison()
            .note(new ContenderNote("agrona-raw", "spins", "backpressure", "", false))
            .row("agrona-raw", 64, 20e6, new Interval(1.2, 1.3, 1.4))
            .row("culvert-raw", 64, 20e6, new Interval(1.2, 1.3, 1.4))
            .single("grpc", 64, 1e6, 0.1)
            .row("unix", 64, 13e6, SAME));
    assertThat(readme())
        .contains(
            "Messages of 64 B between two JVMs: `culvert` carries 13.4 M (12.1 to 14.7) a second."
                + " That is 2.00 times (1.25 to 2.50) as many as `tcp`."
                + " The measurement shows no difference to `unix`.\n")
        .contains("srcset=\"docs/figures/readme-dark.svg\"")
        .contains("src=\"docs/figures/readme-light.svg\"")
        .contains("[docs/benchmarks.md](docs/benchmarks.md)")
        .doesNotContain("|");
  }

  @Test
  void shouldShowTableForEachSizeWhenReportIsShown() throws Exception {
    put("compare-1", comparison().single("tcp", 65_536, 3e3, 0.3));
    assertThat(page())
        .contains("### Messages a second\n")
        .contains("srcset=\"figures/compare-1-dark.svg\"")
        .contains("Messages of 64 B:\n\n| contender | messages/s | ratio | to | verdict |")
        .contains(
            "| `tcp` | 6.70 M (6.03 to 7.37) | 0.500 (0.400 to 0.800) | `culvert` | slower |"
                + " 0.150 (0.135 to 0.165) | 160 | 3 | 30 | 2 |")
        .contains("<summary>Messages of 64 KiB</summary>")
        .contains("| `tcp` | 3.00 k (-) | 0.300 (-) | `culvert` | no difference |");
  }

  @Test
  void shouldTellDroppedWindowsWhenThereAreAny() throws Exception {
    put(
        "compare-1",
        comparison()
            .parameter(ThroughputReport.LIMIT, 0.04)
            .windows("culvert", 64, 8, 1)
            .windows("async", 64, 0, 9)
            .failure("aeron-ipc", 64, "torn\n| at | line"));
    assertThat(page())
        .contains("\nDropped: 10 of 18 windows, in which other processes or the hypervisor")
        .contains("\nWithout a row, because no window counts: `async 64 B`\n")
        .contains("\nFailed: `aeron-ipc`, 64 B: torn\n");
  }

  @Test
  void shouldCountOverlapsWhenThereAreTwoRuns() throws Exception {
    put("compare-1", comparison());
    put("compare-2", run(new Interval(0.1, 0.2, 0.3)));
    Files.writeString(figures.resolve("causes.json"), "{\"tcp, 64\": \"another kernel\"}");
    assertThat(page())
        .contains("### Two runs\n\nThe intervals of 0 of 1 ratios overlap. These do not:\n")
        .contains("; another kernel\n")
        .contains("| contender | size | first run | second run | intervals overlap |");
  }

  @Test
  void shouldShowBothRatiosWhenMachineIsBusy() throws Exception {
    put("compare-1", comparison());
    put("compare-busy", comparison());
    assertThat(page())
        .contains("### On a busy machine\n\nThe intervals of 1 of 1 ratios overlap.\n")
        .contains("| undisturbed | busy machine |");
  }

  @Test
  void shouldShowPlainSectionWhenFirstRunIsMissing() throws Exception {
    put("compare-2", comparison());
    assertThat(page()).contains("### Two runs\n\n<picture>");
    assertThat(readme()).contains("Not measured yet.");
  }

  @Test
  void shouldCountRowsWhenBuildIsComparedWithItself() throws Exception {
    put(
        "compare-same",
        new MadeReport().baseRow(64, 1e6).row("a", 64, 1e6, SAME).row("b", 64, 1e6, SLOWER));
    assertThat(page())
        .contains("A build was compared with itself: 1 of 2 rows say \"no difference\".\n");
  }

  @Test
  void shouldShowIntervalsWhenReportIsOfRoundTrips() throws Exception {
    ReportFiles.writeJson(figures.resolve("latency-idle.json"), MadeLatency.of("tcp", 20, 21, 22));
    assertThat(page())
        .contains("### Round trips, idle\n")
        .contains("messages of 64 B, 200 a second")
        .contains("| `tcp` | 21.0 (18.6 to 23.6) | 42.0 | 63.0 (55.9 to 70.9) | 84.0 |")
        .contains("| `tcp` | as it is |  |  |");
  }

  @Test
  void shouldShowTuningWhenContenderOfRoundTripsIsKnown() throws Exception {
    ReportFiles.writeJson(
        figures.resolve("latency-hot.json"), MadeLatency.of("culvert-conductor", 20, 21));
    assertThat(page())
        .contains("| contender | what it does | what a stream would miss | tuning |")
        .contains("| `culvert-conductor` | as it is |  | the dispatcher saves a hop");
  }

  @Test
  void shouldKeepOrderWhenNamesAreKnownOrNot() throws Exception {
    put("a-last", comparison());
    ReportFiles.writeJson(figures.resolve("latency-hot.json"), MadeLatency.of("tcp", 20));
    put("compare-same", comparison());
    put("compare-1", comparison());
    assertThat(page())
        .containsSubsequence(
            "### Messages a second",
            "### The same build against itself",
            "### Round trips, hot",
            "### a-last");
  }

  @Test
  void shouldDescribeContendersWhenTheyHaveNotes() throws Exception {
    put(
        "compare-1",
        comparison()
            .note(new ContenderNote("grpc", "a | b", "order", "as its makers advise", true)));
    assertThat(page())
        .contains("| `grpc` | a \\| b | order | as its makers advise | in trials of its own |")
        .contains("| `tcp` | tcp does it |  |  | in turn with the others |");
  }

  @Test
  void shouldNameMachineAndCommandsWhenReportIsShown() throws Exception {
    put("compare-1", comparison());
    assertThat(page())
        .contains("- measured: 2026-11-01T00:00:00Z\n")
        .contains("machine: made, 2 cores")
        .contains("`-Xmx1g`")
        .contains("parameters: sizes 64 1024\n")
        .contains("java -jar bench/target/culvert-bench.jar compare --pairs 3\n");
  }

  @Test
  void shouldKeepTextWhenItLooksLikePlaceOfTemplate() throws Exception {
    put("compare-1", comparison().note(new ContenderNote("x", "@commands@\n$1 \\", "", "", false)));
    assertThat(page()).contains("| `x` | @commands@ $1 \\ |");
  }

  @Test
  void shouldLeaveFilesAloneWhenCommentsAreMissing() throws Exception {
    put("compare-1", comparison());
    Files.writeString(readme, "no place\n");
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(() -> PublishedFigures.of(readme, page, figures).write())
        .withMessageContaining("<!-- figures:begin -->")
        .withMessageContaining("README.md");
    assertThat(readme).content().isEqualTo("no place\n");
    assertThat(page).doesNotExist();
  }

  @Test
  void shouldRefuseReportWhenKindIsNotShown() throws Exception {
    ReportFiles.writeJson(figures.resolve("c.json"), Map.of("kind", "cost"));
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(this::page)
        .withMessageContaining("kind=cost");
  }

  private void put(String name, MadeReport report) {
    ReportFiles.writeJson(figures.resolve(name + ".json"), report.build());
  }

  private static MadeReport comparison() {
    return run(SLOWER);
  }

  private static MadeReport run(Interval ratio) {
    return new MadeReport().baseRow(64, 13.4e6).row("tcp", 64, 6.7e6, ratio);
  }

  private String readme() throws Exception {
    return PublishedFigures.of(readme, page, figures).texts().get(readme);
  }

  private String page() throws Exception {
    return PublishedFigures.of(readme, page, figures).texts().get(page);
  }
}
