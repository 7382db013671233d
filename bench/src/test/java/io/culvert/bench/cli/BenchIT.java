package io.culvert.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.report.JsonFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar, as a user starts it. Its figures mean nothing here. */
class BenchIT {

  private static final Path JAR = Path.of("target", "culvert-bench.jar");

  @TempDir Path directory;

  private record Run(int exitCode, String out, String errors) {}

  @Test
  void aComparisonHasAFigureOfEachContender() throws Exception {
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
            "--seconds",
            "0.3",
            "--warm-up",
            "0.3",
            "--rounds",
            "1",
            "--json",
            json.toString(),
            "--html",
            html.toString());
    assertThat(run.exitCode()).as(run.toString()).isZero();
    JsonNode report = JsonFile.read(json);
    assertThat(report.get("figures").findValuesAsText("contender"))
        .containsExactly("culvert", "culvert-edge-heap", "culvert-edge-shared", "fused");
    for (JsonNode figure : report.get("figures")) {
      assertThat(figure.get("messages").asLong()).isPositive();
      assertThat(figure.get("verifiedMessages").asLong())
          .isGreaterThanOrEqualTo(figure.get("messages").asLong());
      assertThat(figure.get("cpuSecondsPerMillion").asDouble()).isPositive();
      // The payload itself: an array of 64 bytes with its header.
      assertThat(figure.get("allocatedBytesPerMessage").asDouble()).isGreaterThanOrEqualTo(80);
    }
    assertThat(report.get("failures")).isEmpty();
    assertThat(report.at("/summary/1/ratio/median").asDouble()).as("base").isEqualTo(1);
    assertThat(report.at("/summary/2/ratio/median").asDouble())
        .isEqualTo(perSecond(report, 2) / perSecond(report, 1));
    assertThat(run.out())
        .contains("culvert ")
        .contains("fused ")
        .contains("ratio to culvert-edge-heap");
    assertThat(run.errors()).as("no progress bar without a terminal").isEmpty();
    assertThat(html).content().contains("\"kind\":\"compare\"");
  }

  private static double perSecond(JsonNode report, int figure) {
    return report.get("figures").get(figure).get("messagesPerSecond").asDouble();
  }

  @Test
  void aRoundTripHasItsPercentiles() throws Exception {
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
    JsonNode figure = JsonFile.read(json).at("/figures/0");
    assertThat(figure.get("count").asLong()).isPositive();
    assertThat(figure.at("/microseconds/p50").asDouble()).isPositive();
    assertThat(figure.at("/microseconds/max").asDouble())
        .isGreaterThanOrEqualTo(figure.at("/microseconds/p50").asDouble());
  }

  @Test
  void aCostHasTheTablesThatWereAskedFor() throws Exception {
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
    JsonNode report = JsonFile.read(json);
    assertThat(report.get("tables").findValuesAsText("title")).containsExactly("Idle edges");
    assertThat(report.at("/tables/0/rows")).hasSize(1);
    assertThat(report.at("/tables/0/rows/0/0").asInt()).as("edges").isEqualTo(2);
    assertThat(report.at("/tables/0/rows/0/2").asDouble()).as("attach all ms").isPositive();
    assertThat(report.at("/tables/0/rows/0/3").asDouble()).as("heap B/edge").isPositive();
    assertThat(report.get("failures")).isEmpty();
    assertThat(run.out()).contains("Idle edges\n").doesNotContain("Busy edges");
  }

  @Test
  void aWrongArgumentIsExplained() throws Exception {
    Run run = bench("compare", "--size", "63");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("--size must be multiples of 8");
  }

  private Run bench(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    File out = directory.resolve("out").toFile();
    File errors = directory.resolve("errors").toFile();
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(errors).start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the bench ends").isTrue();
      return new Run(
          process.exitValue(), Files.readString(out.toPath()), Files.readString(errors.toPath()));
    } finally {
      process.destroyForcibly();
    }
  }
}
