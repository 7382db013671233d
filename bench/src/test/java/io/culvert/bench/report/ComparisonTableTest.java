package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {

  @Test
  void ratiosAreToTheBase() {
    String table =
        ComparisonTable.of(
            report(
                "async",
                Figures.of("async", 64, 1, 2e6),
                Figures.of("culvert-edge-heap", 64, 1, 9e6)));
    assertThat(table.lines().toList()).hasSize(3);
    assertThat(table.lines().toList().get(0)).contains("  ratio to async   min   max  ");
    assertThat(table.lines().toList().get(1)).startsWith("async ").contains("  1.00  1.00  1.00  ");
    assertThat(table.lines().toList().get(2))
        .contains("  9.00 M  ")
        .contains("  4.50  4.50  4.50  ");
  }

  @Test
  void withoutTheBaseThereIsNoRatio() {
    String table = ComparisonTable.of(report("culvert", Figures.of("async", 64, 1, 2e6)));
    assertThat(table.lines().toList().get(1)).containsPattern("  -    -    -  ");
  }

  @Test
  void whoeverWasDisturbedIsToldBelowTheTable() {
    String table =
        ComparisonTable.of(
            report(
                "culvert",
                Figures.of("culvert", 64, 1, 2e6, 0.05),
                Figures.of("culvert", 64, 2, 2e6, 0.83),
                Figures.of("culvert", 64, 3, 2e6, 0.05)));
    assertThat(table)
        .as("the median alone would hide it")
        .contains("  0.05\n")
        .endsWith(
            "\ndisturbed: others had up to 0.83 cores meanwhile, and not in all rows alike;"
                + " measure again when the machine does nothing else\n");
  }

  @Test
  void whoeverWasNotDisturbedIsNotTold() {
    assertThat(ComparisonTable.of(report("culvert", Figures.of("culvert", 64, 1, 2e6, 0.1))))
        .doesNotContain("disturbed");
    assertThat(ComparisonTable.of(report("culvert"))).doesNotContain("disturbed");
  }

  private static ComparisonReport report(String base, Figure... figures) {
    List<Figure> all = List.of(figures);
    return new ComparisonReport(
        ComparisonReport.KIND,
        Surroundings.here(List.of()),
        Map.of(),
        Map.of(),
        base,
        all,
        Summary.of(all, base),
        List.of());
  }
}
