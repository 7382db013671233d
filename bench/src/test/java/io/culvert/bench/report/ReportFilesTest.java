package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.BenchException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

  private static final String HOSTILE = "</script><script>alert(1)</script>";

  @TempDir Path directory;

  @Test
  void theJsonHasEveryRawFigureUnderItsName() {
    Path file = directory.resolve("report.json");
    JsonFile.write(file, report());
    JsonNode json = JsonFile.read(file);
    JsonNode figure = json.get("figures").get(0);
    assertThat(json.get("kind").asText()).isEqualTo("compare");
    assertThat(figure.get("contender").asText()).isEqualTo("culvert");
    assertThat(figure.get("messagesPerSecond").asDouble()).isEqualTo(100);
    assertThat(figure.get("bytesPerSecond").asDouble()).isEqualTo(6_400);
    assertThat(figure.get("cpuSecondsPerMillion").asDouble()).isEqualTo(0.5);
    assertThat(figure.get("allocatedBytesPerMessage").asDouble()).isEqualTo(160);
    assertThat(json.at("/surroundings/machine/cores").asInt()).isPositive();
    assertThat(json.at("/surroundings/jvm/version").asText()).isNotEmpty();
    assertThat(json.at("/surroundings/versions/pekko").asText()).doesNotContain("$");
    assertThat(json.at("/summary/0/ratio/median").asDouble()).isEqualTo(1);
  }

  @Test
  void thePageNeedsNothingFromElsewhere() throws Exception {
    Path file = directory.resolve("report.html");
    HtmlFile.write(file, List.of(report()));
    String page = Files.readString(file);
    assertThat(page).contains("\"contender\":\"culvert\"").contains("Chart.js v");
    assertThat(page).doesNotContain("@DOCUMENTS@").doesNotContain("@CHART@");
    assertThat(page).doesNotContainPattern("<(script|link|img)[^>]+(src|href)=");
  }

  @Test
  void aTextCannotEndTheScriptThatItIsIn() throws Exception {
    Path file = directory.resolve("report.html");
    HtmlFile.write(file, List.of(report()));
    assertThat(Files.readString(file)).doesNotContain(HOSTILE);
  }

  @Test
  void whatIsNoReportIsRefusedWithItsName() throws Exception {
    Path file = Files.writeString(directory.resolve("other.json"), "{}");
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(() -> JsonFile.read(file))
        .withMessageContaining("no report of the bench")
        .withMessageContaining("other.json");
  }

  private static ComparisonReport report() {
    List<Figure> figures = List.of(Figures.of("culvert", 64, 1, 100));
    return new ComparisonReport(
        ComparisonReport.KIND,
        Surroundings.here(List.of("-Xmx1g")),
        Map.of("rounds", 1),
        Map.of("culvert", "rings"),
        "culvert",
        figures,
        Summary.of(figures, "culvert"),
        List.of(new Failure("tcp", 64, 1, HOSTILE)));
  }
}
