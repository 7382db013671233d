package io.culvert.bench.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.bench.BenchException;
import io.culvert.bench.report.Resource;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Draws reports as SVG by the same scripts as the HTML page. The chart library runs in an
 * interpreter for JavaScript, without a browser and without fonts, so a report gives the same bytes
 * on each machine.
 */
final class SvgCharts {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The library defers animations only, and pictures have none. */
  private static final String TIMER = "function setTimeout() {}";

  private static final String DRAW =
      """
      (function () {
        const made = culvertCharts.of(JSON.parse(report), culvertCharts[theme]);
        const chart = echarts.init(null, null,
            { renderer: 'svg', ssr: true, width: made.width, height: made.height });
        chart.setOption(made.option);
        const svg = chart.renderToSVGString();
        chart.dispose();
        return svg;
      })();
      """;

  private final Scriptable scope;

  /** Loads the library, which takes seconds. */
  SvgCharts() {
    try (Context context = enter()) {
      scope = context.initSafeStandardObjects();
      run(context, TIMER, "timer");
      run(context, Resource.chartLibrary(), "echarts.min.js");
      run(context, Resource.charts(), "charts.js");
    }
  }

  /**
   * Draws a report.
   *
   * @param report a report with rows
   * @throws BenchException if the scripts cannot draw it
   */
  String draw(Object report, Theme theme) {
    try (Context context = enter()) {
      ScriptableObject.putProperty(scope, "report", escaped(report));
      ScriptableObject.putProperty(scope, "theme", theme.name());
      return Context.toString(run(context, DRAW, "draw")) + "\n";
    } catch (RhinoException | JsonProcessingException e) {
      throw new BenchException("cannot draw a report: cause=" + e, e);
    }
  }

  /** Escapes text, because the library writes it into the SVG as it is. */
  private static String escaped(Object report) throws JsonProcessingException {
    return JSON.writeValueAsString(report)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private Object run(Context context, String script, String name) {
    return context.evaluateString(scope, script, name, 1, null);
  }

  /** Interprets: functions of the library are too large for methods of a class. */
  private static Context enter() {
    Context context = Context.enter();
    context.setInterpretedMode(true);
    context.setLanguageVersion(Context.VERSION_ES6);
    return context;
  }
}
