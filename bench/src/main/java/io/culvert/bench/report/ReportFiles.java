package io.culvert.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of reports: JSON, and a page that contains figures, styles and the chart library. */
public final class ReportFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportFiles() {}

  /**
   * Writes a report as JSON.
   *
   * @throws BenchException if it cannot be written
   */
  public static void writeJson(Path file, Object report) {
    try {
      Files.writeString(
          file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n");
    } catch (IOException e) {
      throw new BenchException("cannot write: file=" + file + ", cause=" + e, e);
    }
  }

  /**
   * Writes reports, or their JSON, as a page.
   *
   * @throws BenchException if it cannot be written
   */
  public static void writeHtml(Path file, List<?> reports) {
    try {
      // Escapes what could end the script that holds the reports.
      String documents = JSON.writeValueAsString(reports).replace("<", "\\u003c");
      // Inserts the reports last, so that none of their text is taken for a place in the page.
      Files.writeString(
          file,
          Resource.page()
              .replace("@LIBRARY@", Resource.chartLibrary())
              .replace("@CHARTS@", Resource.charts())
              .replace("@DOCUMENTS@", documents));
    } catch (IOException e) {
      throw new BenchException("cannot write: file=" + file + ", cause=" + e, e);
    }
  }

  /**
   * Reads the JSON of a report.
   *
   * @throws BenchException if it cannot be read, or is no report
   */
  public static JsonNode read(Path file) {
    try {
      JsonNode report = JSON.readTree(file.toFile());
      if (!report.hasNonNull("kind")) {
        throw new BenchException("no report of the bench: file=" + file);
      }
      return report;
    } catch (IOException e) {
      throw new BenchException("cannot read: file=" + file + ", cause=" + e, e);
    }
  }

  /**
   * Creates a report from its JSON.
   *
   * @throws BenchException if it is of another type, or of another version of the bench
   */
  public static <T> T convert(JsonNode json, Class<T> type) {
    try {
      return JSON.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new BenchException(
          "no " + type.getSimpleName() + " of this version of the bench: cause=" + e, e);
    }
  }
}
