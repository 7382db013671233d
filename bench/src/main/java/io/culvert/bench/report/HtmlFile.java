package io.culvert.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reports as one page that contains all it needs: figures, styles and the chart library. */
public final class HtmlFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private HtmlFile() {}

  /**
   * Writes a page, and replaces the file.
   *
   * @param reports reports, or their JSON
   * @throws BenchException if it cannot be written
   */
  public static void write(Path file, List<?> reports) {
    try {
      Files.writeString(file, page(reports));
    } catch (IOException e) {
      throw new BenchException("cannot write: file=" + file + ", cause=" + e, e);
    }
  }

  /** Inserts the reports last, so that none of their text is taken for a place in the page. */
  private static String page(List<?> reports) throws IOException {
    return Resource.page()
        .replace("@LIBRARY@", Resource.chartLibrary())
        .replace("@CHARTS@", Resource.charts())
        .replace("@DOCUMENTS@", json(reports));
  }

  /** Escapes what could end the script that holds the reports. */
  private static String json(List<?> reports) throws JsonProcessingException {
    return JSON.writeValueAsString(reports).replace("<", "\\u003c");
  }
}
