package io.culvert.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.bench.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reports as one page that needs nothing but itself: figures, styles and the chart library. */
public final class HtmlFile {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PAGE = "/io/culvert/bench/report/page.html";
  private static final String CHART =
      "/META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js";

  private HtmlFile() {}

  /**
   * Writes a page.
   *
   * @param file is replaced
   * @param reports reports, or their JSON
   * @throws BenchException when it cannot be written
   */
  public static void write(Path file, List<?> reports) {
    try {
      Files.writeString(file, page(reports));
    } catch (IOException e) {
      throw new BenchException("cannot write: file=" + file + ", cause=" + e, e);
    }
  }

  static String page(List<?> reports) throws IOException {
    String chart = resource(CHART.formatted(Versions.ofLibraries().get("chartjs")));
    return resource(PAGE).replace("@DOCUMENTS@", json(reports)).replace("@CHART@", chart);
  }

  /** No text of a report may end the script that it is in. */
  private static String json(List<?> reports) throws JsonProcessingException {
    return JSON.writeValueAsString(reports).replace("<", "\\u003c");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new BenchException("the bench is built without " + name + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
