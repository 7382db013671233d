package io.culvert.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.culvert.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as JSON. */
public final class JsonFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonFile() {}

  /**
   * Writes a report, and replaces the file.
   *
   * @throws BenchException if it cannot be written
   */
  public static void write(Path file, Object report) {
    try {
      Files.writeString(file, JSON.writeValueAsString(report) + "\n");
    } catch (IOException e) {
      throw new BenchException("cannot write: file=" + file + ", cause=" + e, e);
    }
  }

  /**
   * Reads a report.
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
