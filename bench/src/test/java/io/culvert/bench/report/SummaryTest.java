package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void ratiosArePairByPairInTheSameRound() {
    List<Summary> summary =
        Summary.of(
            List.of(
                Figures.of("culvert", 64, 1, 100),
                Figures.of("tcp", 64, 1, 50),
                Figures.of("culvert", 64, 2, 10),
                Figures.of("tcp", 64, 2, 1),
                Figures.of("culvert", 64, 3, 40),
                Figures.of("tcp", 64, 3, 8)),
            "culvert");
    assertThat(summary).extracting(Summary::contender).containsExactly("culvert", "tcp");
    assertThat(summary.get(0).ratio()).isEqualTo(new Spread(1, 1, 1));
    // The ratio of the medians would be 8 / 40, too, but its extremes 50 / 100 and 1 / 10 would
    // not.
    assertThat(summary.get(1).ratio()).isEqualTo(new Spread(0.2, 0.1, 0.5));
    assertThat(summary.get(1).messagesPerSecond()).isEqualTo(new Spread(8, 1, 50));
    assertThat(summary.get(1).rounds()).isEqualTo(3);
  }

  @Test
  void aRoundWhoseReferenceHasFailedHasNoRatio() {
    List<Summary> summary =
        Summary.of(
            List.of(
                Figures.of("culvert", 64, 1, 100),
                Figures.of("tcp", 64, 1, 50),
                Figures.of("tcp", 64, 2, 99)),
            "culvert");
    assertThat(summary.get(1).ratio()).isEqualTo(new Spread(0.5, 0.5, 0.5));
  }

  @Test
  void sizesAreNotMixed() {
    List<Summary> summary =
        Summary.of(
            List.of(Figures.of("culvert", 64, 1, 100), Figures.of("tcp", 1024, 1, 50)), "culvert");
    assertThat(summary).extracting(Summary::size).containsExactly(64, 1024);
    assertThat(summary.get(1).ratio()).isNull();
  }
}
