package io.culvert.bench.readme;

import io.culvert.bench.readme.Chart.Panel;
import io.culvert.bench.readme.Chart.Row;
import io.culvert.bench.report.TextTable;
import java.util.List;

/**
 * A chart as SVG that follows the reader's light or dark theme. It is written by hand because
 * drawing through AWT needs fonts, which a server's JDK is often without, and knows one theme only.
 */
final class SvgPicture {

  private static final int WIDTH = 880;
  private static final int MARGIN = 16;
  private static final int HEAD = 60;
  private static final int LABELS = 136;
  private static final int VALUES = 64;
  private static final int ROW = 22;
  private static final int PANEL_HEAD = 34;
  private static final int PANEL_FOOT = 36;
  private static final double DOT = 5;

  /** From the top of a line of text to its baseline. */
  private static final int BASELINE = 4;

  private static final String STYLE =
      """

      .back { fill: #ffffff; stroke: #d1d9e0 }
      text { font: 12px system-ui, sans-serif; fill: #1f2328 }
      .title { font-size: 16px; font-weight: 600 }
      .head { font-weight: 600 }
      .soft { fill: #59636e }
      .grid { stroke: #d1d9e0 }
      .theirs { stroke: #818b98; fill: #818b98; stroke-width: 3 }
      .ours { stroke: #0969da; fill: #0969da; stroke-width: 3 }
      @media (prefers-color-scheme: dark) {
        .back { fill: #0d1117; stroke: #3d444d }
        text { fill: #f0f6fc }
        .soft { fill: #9198a1 }
        .grid { stroke: #3d444d }
        .ours { stroke: #4493f8; fill: #4493f8 }
      }
      """;

  private final SvgWriter svg;
  private final int panelWidth;

  private SvgPicture(SvgWriter svg, int panelWidth) {
    this.svg = svg;
    this.panelWidth = panelWidth;
  }

  /** The whole file. */
  static String of(Chart chart) {
    List<Panel> panels = chart.panels();
    int columns = Math.min(2, panels.size());
    int rows = panels.stream().mapToInt(panel -> panel.rows().size()).max().orElse(0);
    int panelHeight = PANEL_HEAD + rows * ROW + PANEL_FOOT;
    int height = HEAD + (panels.size() + columns - 1) / columns * panelHeight;
    SvgWriter svg = new SvgWriter(WIDTH, height);
    svg.element("title", chart.title() + ". " + chart.legend());
    svg.element("style", STYLE);
    svg.element(
        "rect",
        "",
        "class",
        "back",
        "x",
        0.5,
        "y",
        0.5,
        "rx",
        6,
        "width",
        WIDTH - 1,
        "height",
        height - 1);
    svg.element("text", chart.title(), "class", "title", "x", MARGIN, "y", 28);
    svg.element("text", chart.legend(), "class", "soft", "x", MARGIN, "y", 48);
    SvgPicture picture = new SvgPicture(svg, WIDTH / columns);
    for (int i = 0; i < panels.size(); i++) {
      picture.panel(
          panels.get(i), i % columns * picture.panelWidth, HEAD + i / columns * panelHeight);
    }
    return svg.end();
  }

  private void panel(Panel panel, int left, int top) {
    LogAxis axis = LogAxis.of(panel.rows());
    int begin = left + LABELS;
    int length = panelWidth - LABELS - VALUES - MARGIN;
    int rowsTop = top + PANEL_HEAD;
    int rowsEnd = rowsTop + panel.rows().size() * ROW;
    svg.element("text", panel.title(), "class", "head", "x", begin, "y", top + 20);
    axis.ticks()
        .forEach(
            tick -> {
              double x = begin + axis.at(tick) * length;
              line("grid", x, rowsTop, x, rowsEnd);
              svg.element(
                  "text",
                  LogAxis.label(tick),
                  "class",
                  "soft",
                  "text-anchor",
                  "middle",
                  "x",
                  x,
                  "y",
                  rowsEnd + 16);
            });
    for (int i = 0; i < panel.rows().size(); i++) {
      row(panel.rows().get(i), axis, begin, length, rowsTop + i * ROW + ROW / 2);
    }
  }

  private void row(Row row, LogAxis axis, int begin, int length, int y) {
    String look = row.ours() ? "ours" : "theirs";
    svg.element("text", row.label(), "text-anchor", "end", "x", begin - 10, "y", y + BASELINE);
    line(look, begin + axis.at(row.from()) * length, y, begin + axis.at(row.to()) * length, y);
    svg.element(
        "circle", "", "class", look, "cx", begin + axis.at(row.dot()) * length, "cy", y, "r", DOT);
    svg.element(
        "text",
        TextTable.number(row.dot()),
        "text-anchor",
        "end",
        "x",
        begin + length + VALUES,
        "y",
        y + BASELINE);
  }

  private void line(String look, double fromX, int fromY, double toX, int toY) {
    svg.element("line", "", "class", look, "x1", fromX, "y1", fromY, "x2", toX, "y2", toY);
  }
}
