package io.culvert.bench.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.report.MadeReport;
import io.culvert.bench.statistics.Interval;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static final Interval HALF = new Interval(0.45, 0.5, 0.55);
  private static final Interval THIRD = new Interval(0.3, 0.33, 0.36);

  @Test
  void shouldCountOverlapsWhenRunsDiffer() {
    Agreement agreement =
        Agreement.of(
            run().row("tcp", 64, 1e6, HALF).row("tcp", 1024, 1e6, HALF).build(),
            run().row("tcp", 64, 1e6, HALF).row("tcp", 1024, 1e6, THIRD).build());
    assertThat(agreement.sentence(Map.of()))
        .isEqualTo(
            "The intervals of 1 of 2 ratios overlap. These do not:\n\n"
                + "- `tcp`, 1 KiB: 0.500 (0.450 to 0.550) and 0.330 (0.300 to 0.360)\n");
    assertThat(agreement.table("one", "two"))
        .contains("| contender | size | one | two | intervals overlap |")
        .contains("| `tcp` | 64 B | 0.500 (0.450 to 0.550) | 0.500 (0.450 to 0.550) | yes |")
        .contains("| `tcp` | 1 KiB | 0.500 (0.450 to 0.550) | 0.330 (0.300 to 0.360) | no |");
  }

  @Test
  void shouldListNothingWhenAllOverlap() {
    assertThat(
            Agreement.of(
                    run().row("tcp", 64, 1e6, HALF).build(),
                    run().row("tcp", 64, 1e6, HALF).build())
                .sentence(Map.of()))
        .isEqualTo("The intervals of 1 of 1 ratios overlap.\n");
  }

  @Test
  void shouldNameCauseWhenItIsKnown() {
    assertThat(
            Agreement.of(
                    run().row("tcp", 64, 1e6, HALF).build(),
                    run().row("tcp", 64, 1e6, THIRD).build())
                .sentence(Map.of("tcp, 64", "two modes", "tcp, 1024", "other")))
        .endsWith("(0.300 to 0.360); two modes\n")
        .doesNotContain("other");
  }

  @Test
  void shouldSayThatRunsCannotBeComparedWhenNoRatioIsLeft() {
    assertThat(new Agreement(List.of()).sentence(Map.of())).contains("cannot be compared");
  }

  @Test
  void shouldLeaveOutRatiosWhenTheyHaveNoBounds() {
    assertThat(
            Agreement.of(
                    run().single("tcp", 64, 1e6, 0.5).build(),
                    run().row("tcp", 64, 1e6, HALF).build())
                .pairs())
        .isEmpty();
  }

  @Test
  void shouldLeaveOutRatiosWhenBasesDiffer() {
    assertThat(
            Agreement.of(
                    run().row("tcp", 64, 1e6, HALF).build(),
                    run().base("async").row("tcp", 64, 1e6, HALF).build())
                .pairs())
        .isEmpty();
  }

  private static MadeReport run() {
    return new MadeReport().baseRow(64, 2e6);
  }
}
