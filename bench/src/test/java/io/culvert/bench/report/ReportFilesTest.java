package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.BenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

  private static final String HOSTILE = "</script><script>alert(1)</script>";

  @TempDir Path directory;

  @Test
  void shouldReadSameReportWhenItWasWritten() {
    Path file = directory.resolve("report.json");
    ReportFiles.writeJson(file, report());
    assertThat(ReportFiles.convert(ReportFiles.read(file), ThroughputReport.class))
        .isEqualTo(report());
  }

  @Test
  void shouldReadSameRoundTripsWhenTheyWereWritten() {
    Path file = directory.resolve("report.json");
    LatencyReport report = MadeLatency.of("tcp", 20, 21);
    ReportFiles.writeJson(file, report);
    JsonNode json = ReportFiles.read(file);
    assertThat(json.at("/rows/0/p50/middle").asDouble()).isBetween(20.0, 21.0);
    assertThat(ReportFiles.convert(json, LatencyReport.class)).isEqualTo(report);
  }

  @Test
  void shouldNeedNothingElseWhenPageIsOpened() throws Exception {
    String page = page();
    assertThat(page).contains("\"contender\":\"culvert\"").contains("culvertCharts");
    assertThat(page)
        .doesNotContain("@DOCUMENTS@")
        .doesNotContain("@LIBRARY@")
        .doesNotContain("@CHARTS@");
    assertThat(page).contains("report.parameters." + ThroughputReport.LIMIT);
    assertThat(page.replace(Resource.chartLibrary(), ""))
        .doesNotContainPattern("<(script|link|img)[^>]+(src|href)=");
  }

  @Test
  void shouldNotEndScriptWhenTextIsHostile() throws Exception {
    assertThat(page()).doesNotContain(HOSTILE).contains("\\u003c/script>");
  }

  @Test
  void shouldNameFileWhenItIsNoReport() throws Exception {
    Path file = Files.writeString(directory.resolve("other.json"), "{}");
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(() -> ReportFiles.read(file))
        .withMessageContaining("no report of the bench")
        .withMessageContaining("other.json");
  }

  private String page() throws Exception {
    Path file = directory.resolve("report.html");
    ReportFiles.writeHtml(file, List.of(report()));
    return Files.readString(file);
  }

  private static ThroughputReport report() {
    return new MadeReport()
        .baseRow(64, 100)
        .single("tcp", 64, 50, 0.5)
        .windows("culvert", 64, 3, 1)
        .failure("tcp", 1024, HOSTILE)
        .build();
  }
}
