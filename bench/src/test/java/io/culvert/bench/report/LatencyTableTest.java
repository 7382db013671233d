package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LatencyTableTest {

  @Test
  void whoeverWasDisturbedIsToldBelowTheTable() {
    assertThat(LatencyTable.of(report(0.05, 0.83)))
        .contains("\ndisturbed: others had up to 0.83 cores");
  }

  @Test
  void whoeverWasNotDisturbedIsNotTold() {
    assertThat(LatencyTable.of(report(0.05, 0.1))).doesNotContain("disturbed");
  }

  private static LatencyReport report(double firstOthers, double secondOthers) {
    return new LatencyReport(
        LatencyReport.KIND,
        Surroundings.here(List.of()),
        Map.of(),
        Map.of("tcp", "as it is"),
        List.of(figure(1, firstOthers), figure(2, secondOthers)),
        List.of());
  }

  private static LatencyFigure figure(int round, double coresOfOthers) {
    Histogram histogram = new Histogram(3);
    histogram.recordValue(20_000);
    return LatencyFigure.of("tcp", round, histogram, 1.5, coresOfOthers);
  }
}
