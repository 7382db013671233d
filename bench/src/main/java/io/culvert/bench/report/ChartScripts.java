package io.culvert.bench.report;

/** The scripts that draw charts, in a page as well as outside of one. */
public final class ChartScripts {

  private static final String LIBRARY =
      "/META-INF/resources/webjars/echarts/%s/dist/echarts.min.js";
  private static final String CHARTS = "/io/culvert/bench/report/charts.js";

  private ChartScripts() {}

  /**
   * Returns the chart library.
   *
   * @return Apache ECharts, which defines {@code echarts}
   */
  public static String library() {
    return Resource.text(LIBRARY.formatted(Versions.ofLibraries().get("echarts")));
  }

  /**
   * Returns the script that turns a report into an option of the library.
   *
   * @return a script that defines {@code culvertCharts}
   */
  public static String charts() {
    return Resource.text(CHARTS);
  }
}
