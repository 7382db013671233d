package io.culvert.bench.report;

import io.culvert.bench.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Texts on the class path: the scripts that draw charts, and what the build noted. */
public final class Resource {

  private static final String DIRECTORY = "/io/culvert/bench/report/";
  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/%s/dist/echarts.min.js";

  private Resource() {}

  /**
   * Returns a text.
   *
   * @param name absolute, with a leading slash
   * @throws BenchException if the bench was built without it
   */
  public static String text(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new BenchException("the bench is built without " + name + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BenchException("cannot read: resource=" + name + ", cause=" + e, e);
    }
  }

  /** Returns the page that shows reports. */
  static String page() {
    return text(DIRECTORY + "page.html");
  }

  /** Returns the script that turns a report into an option of the chart library. */
  public static String charts() {
    return text(DIRECTORY + "charts.js");
  }

  /** Returns the chart library, Apache ECharts. */
  public static String chartLibrary() {
    return text(LIBRARY.formatted(versions().get("echarts")));
  }

  /** Returns the versions of the libraries, as the build noted them. */
  static Map<String, String> versions() {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text(DIRECTORY + "versions.properties")));
    } catch (IOException e) {
      throw new BenchException("cannot read versions: cause=" + e, e);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.forEach((library, version) -> versions.put((String) library, (String) version));
    return versions;
  }
}
