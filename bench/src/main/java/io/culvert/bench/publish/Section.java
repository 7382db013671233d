package io.culvert.bench.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.BenchException;
import io.culvert.bench.report.Failure;
import io.culvert.bench.report.LatencyReport;
import io.culvert.bench.report.ReportFiles;
import io.culvert.bench.report.ThroughputReport;
import java.util.List;
import java.util.stream.Collectors;

/** The part of the page that shows one report. */
interface Section {

  /** Returns the report, from which its picture is drawn. */
  Object report();

  /** Returns whether there is anything to draw. */
  boolean hasRows();

  /** Returns a description of the picture for readers without pictures. */
  String description();

  /** Returns its tables, as Markdown. */
  String tables();

  /** Returns what a reader must know in addition to the tables, as paragraphs. */
  String notes();

  /**
   * Returns the section of a report.
   *
   * @throws BenchException if it is of a kind that is not shown
   */
  static Section of(JsonNode report) {
    String kind = report.get("kind").asText();
    return switch (kind) {
      case ThroughputReport.KIND ->
          new ThroughputSection(ReportFiles.convert(report, ThroughputReport.class));
      case LatencyReport.KIND ->
          new LatencySection(ReportFiles.convert(report, LatencyReport.class));
      default ->
          throw new BenchException(
              "only reports of compare and latency can be shown: kind=" + kind);
    };
  }

  /** Returns a paragraph for each failure. */
  static String failures(List<Failure> failures) {
    return failures.stream()
        .map(
            failure ->
                "\nFailed: %s, %s: %s\n"
                    .formatted(
                        Markdown.code(failure.contender()),
                        Markdown.size(failure.size()),
                        Markdown.text(failure.message().lines().findFirst().orElse(""))))
        .collect(Collectors.joining());
  }
}
