package io.culvert.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.report.ReportFiles;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, as a user starts it. Its figures mean nothing here. */
class BenchIT {

  private static final Path JAR = Path.of("target", "culvert-bench.jar");

  @TempDir Path directory;

  private record Run(int exitCode, String out, String errors) {}

  @Test
  void shouldMeasureAllWhenContendersTakeTurns() throws Exception {
    Path json = directory.resolve("compare.json");
    Path html = directory.resolve("compare.html");
    Run run =
        bench(
            "compare",
            "--only",
            "fused,culvert,culvert-edge-heap,culvert-edge-shared",
            "--base",
            "culvert-edge-heap",
            "--size",
            "64",
            "--pairs",
            "1",
            "--windows",
            "3",
            "--json",
            json.toString(),
            "--html",
            html.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();
    JsonNode report = ReportFiles.read(json);
    assertThat(report.get("failures")).isEmpty();
    assertThat(report.get("instances").findValuesAsText("contender"))
        .containsExactlyInAnyOrder("culvert", "culvert-edge-heap", "culvert-edge-shared", "fused");
    for (JsonNode instance : report.get("instances")) {
      // Other processes may disturb all windows here, so perhaps none of them counts.
      assertThat(instance.get("windows").size()).isGreaterThanOrEqualTo(3);
      assertThat(messages(instance)).isPositive();
      assertThat(instance.get("verifiedMessages").asLong()).isGreaterThan(messages(instance));
      // The payload itself: an array of 64 bytes with its header.
      assertThat(instance.get("allocatedBytesPerMessage").asDouble()).isGreaterThanOrEqualTo(70);
    }
    for (JsonNode row : report.get("rows")) {
      if (row.hasNonNull("base")) {
        assertThat(row.get("base").asText()).isEqualTo("culvert-edge-heap");
      }
    }
    assertThat(run.errors()).as("no progress bar without a terminal").doesNotContain("compare ");
    assertThat(html).content().contains("\"kind\":\"throughput\"");
  }

  /** The third value of each window. */
  private static long messages(JsonNode instance) {
    long messages = 0;
    for (JsonNode window : instance.get("windows")) {
      messages += window.get(2).asLong();
    }
    return messages;
  }

  @Test
  void shouldCompareBuildsWhenJarIsGiven() throws Exception {
    Path json = directory.resolve("compare.json");
    Run run =
        bench(
            "compare",
            "--only",
            "culvert",
            "--against",
            JAR.toString(),
            "--size",
            "64",
            "--pairs",
            "1",
            "--windows",
            "3",
            "--json",
            json.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(ReportFiles.read(json).get("instances").findValuesAsText("contender"))
        .containsExactlyInAnyOrder("culvert", "culvert (other build)");
  }

  @Test
  void shouldMeasureOneAfterTheOtherWhenJvmsAreFresh() throws Exception {
    Path json = directory.resolve("compare.json");
    Run run =
        bench(
            "compare",
            "--fresh",
            "--only",
            "fused",
            "--size",
            "64",
            "--pairs",
            "2",
            "--windows",
            "2",
            "--json",
            json.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();
    JsonNode report = ReportFiles.read(json);
    assertThat(report.get("instances").findValuesAsText("pair")).containsExactly("1", "2");
    assertThat(report.at("/contenders/0/ownTrials").asBoolean()).isTrue();
  }

  @Test
  void shouldRecordPercentilesWhenRoundTripsAreMeasured() throws Exception {
    Path json = directory.resolve("latency.json");
    Run run =
        bench(
            "latency",
            "--only",
            "culvert",
            "--rate",
            "500",
            "--seconds",
            "0.3",
            "--warm-up",
            "0.3",
            "--rounds",
            "1",
            "--json",
            json.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();
    JsonNode figure = ReportFiles.read(json).at("/figures/0");
    assertThat(figure.get("count").asLong()).isPositive();
    assertThat(figure.at("/microseconds/p50").asDouble()).isPositive();
    assertThat(figure.at("/microseconds/max").asDouble())
        .isGreaterThanOrEqualTo(figure.at("/microseconds/p50").asDouble());
  }

  @Test
  void shouldMeasureOneTableWhenOneIsAskedFor() throws Exception {
    Path json = directory.resolve("cost.json");
    Run run =
        bench(
            "cost",
            "--only",
            "idle",
            "--edges",
            "2",
            "--seconds",
            "0.3",
            "--warm-up",
            "0.3",
            "--json",
            json.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();
    JsonNode report = ReportFiles.read(json);
    assertThat(report.get("tables").findValuesAsText("title")).containsExactly("Idle edges");
    assertThat(report.at("/tables/0/rows")).hasSize(1);
    assertThat(report.at("/tables/0/rows/0/0").asInt()).as("edges").isEqualTo(2);
    assertThat(report.at("/tables/0/rows/0/2").asDouble()).as("attach all ms").isPositive();
    assertThat(report.at("/tables/0/rows/0/3").asDouble()).as("heap B/edge").isPositive();
    assertThat(report.get("failures")).isEmpty();
    assertThat(run.out()).contains("Idle edges\n").doesNotContain("Busy edges");
  }

  @Test
  void shouldExplainWhenArgumentIsInvalid() throws Exception {
    Run run = bench("compare", "--size", "63");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("--size must be multiples of 8");
  }

  private Run bench(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    try (ForkedJvm jvm = ForkedJvm.java(command)) {
      return new Run(jvm.exitCode(), jvm.output(), jvm.errors());
    }
  }
}
