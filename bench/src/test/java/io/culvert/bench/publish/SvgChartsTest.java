package io.culvert.bench.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.report.MadeLatency;
import io.culvert.bench.report.MadeReport;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Interval;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class SvgChartsTest {

  private static final SvgCharts CHARTS = new SvgCharts();

  @Test
  void shouldDrawSameBytesWhenOrderDiffers() {
    String light = CHARTS.draw(report(), Theme.LIGHT);
    String dark = CHARTS.draw(report(), Theme.DARK);
    String latency = CHARTS.draw(MadeLatency.of("tcp", 20, 21), Theme.LIGHT);
    SvgCharts others = new SvgCharts();
    assertThat(others.draw(MadeLatency.of("tcp", 20, 21), Theme.LIGHT)).isEqualTo(latency);
    assertThat(others.draw(report(), Theme.DARK)).isEqualTo(dark);
    assertThat(others.draw(report(), Theme.LIGHT)).isEqualTo(light);
    assertThat(others.draw(report(), Theme.LIGHT)).isEqualTo(light);
  }

  @Test
  void shouldNameContendersWhenReportHasRows() {
    assertThat(CHARTS.draw(report(), Theme.LIGHT))
        .contains(">culvert<", ">tcp<", ">13.4 M<", ">Messages of 64 B<", ">Messages of 1 KiB<")
        .endsWith("</svg>\n");
  }

  @Test
  void shouldDifferInColourWhenThemesDiffer() {
    String dark = CHARTS.draw(report(), Theme.DARK);
    assertThat(dark).contains("#0d1117").doesNotContain("#0969da");
    assertThat(CHARTS.draw(report(), Theme.LIGHT)).contains("#0969da").doesNotContain("#0d1117");
  }

  @Test
  void shouldDrawDotAloneWhenThereIsOnePair() {
    String single = CHARTS.draw(new MadeReport().single("tcp", 64, 2e6, 0.5).build(), Theme.LIGHT);
    String several =
        CHARTS.draw(
            new MadeReport().row("tcp", 64, 2e6, new Interval(0.4, 0.5, 0.6)).build(), Theme.LIGHT);
    assertThat(single).doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(single.lines().count()).isEqualTo(several.lines().count() - 2);
  }

  @Test
  void shouldStayXmlWhenNamesAreHostile() throws Exception {
    String svg =
        CHARTS.draw(
            new MadeReport()
                .row("</text><script>\"&'", 64, 2e6, new Interval(0.4, 0.5, 0.6))
                .build(),
            Theme.LIGHT);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("script")
                .getLength())
        .isZero();
  }

  private static ThroughputReport report() {
    return new MadeReport()
        .baseRow(64, 13.4e6)
        .row("tcp", 64, 1e6, new Interval(0.4, 0.5, 0.6))
        .baseRow(1024, 3e6)
        .build();
  }
}
