package io.culvert.bench.readme;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Contenders;
import io.culvert.bench.report.ComparisonReport;
import io.culvert.bench.report.JsonFile;
import io.culvert.bench.report.LatencyReport;

/** What is shown of one report. */
interface Section {

  /** What its picture shows. */
  Chart chart();

  /** Its tables, as Markdown. */
  String tables();

  /**
   * The section of a report.
   *
   * @throws BenchException when it is of a kind that README does not show
   */
  static Section of(JsonNode report) {
    String kind = report.get("kind").asText();
    return switch (kind) {
      case ComparisonReport.KIND ->
          new ComparisonSection(JsonFile.convert(report, ComparisonReport.class));
      case LatencyReport.KIND -> new LatencySection(JsonFile.convert(report, LatencyReport.class));
      default ->
          throw new BenchException(
              "only reports of compare and latency can be shown: kind=" + kind);
    };
  }

  /** A row of a picture, in which those of this project stand out. */
  static Chart.Row row(String contender, double from, double dot, double to) {
    return new Chart.Row(contender, contender.startsWith(Contenders.REFERENCE), from, dot, to);
  }
}
