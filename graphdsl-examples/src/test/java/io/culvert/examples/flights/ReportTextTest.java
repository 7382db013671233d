package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.examples.flights.DelayReport.OriginDelays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTextTest {

  @Test
  void shouldShowBusiestWhenOriginsAreFew() {
    DelayReport delays =
        new DelayReport(
            1234,
            List.of(
                new OriginDelays("ORD", 1200, 10.595, 0.25), new OriginDelays("X0Y", 34, -3, 0)));

    assertThat(
            ReportText.of(new Report.Result(delays, new Throughput(1234, 500_000_000)), Jvms.TWO)
                .lines())
        .containsExactly(
            "The 2 busiest of 2 origins",
            "",
            "origin    flights      mean delay     > 15 min",
            "ORD         1,200       10.60 min       25.0 %",
            "X0Y            34       -3.00 min        0.0 %",
            "",
            "1,234 records through the ring in 0.50 s: 2,468 records/s");
  }

  @Test
  void shouldShowTenWhenOriginsAreMany() {
    List<OriginDelays> origins =
        IntStream.range(0, 12)
            .mapToObj(i -> new OriginDelays("AA" + (char) ('A' + i), 1, 0, 0))
            .toList();

    String text =
        ReportText.of(
            new Report.Result(new DelayReport(12, origins), new Throughput(12, 0)), Jvms.ONE);

    assertThat(text)
        .startsWith("The 10 busiest of 12 origins")
        .contains("AAJ")
        .doesNotContain("AAK");
  }
}
