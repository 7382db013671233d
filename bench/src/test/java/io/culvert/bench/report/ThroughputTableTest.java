package io.culvert.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.statistics.Interval;
import org.junit.jupiter.api.Test;

class ThroughputTableTest {

  @Test
  void shouldShowRatioAndBaseWhenBaseHasRun() {
    String table =
        ThroughputTable.of(
            new MadeReport()
                .base("async")
                .baseRow(64, 2e6)
                .row("culvert-edge", 64, 9e6, new Interval(4.1, 4.5, 4.9))
                .build());
    assertThat(table.lines().toList().get(1)).startsWith("async ").contains(" async        -  ");
    assertThat(table.lines().toList().get(2))
        .matches(
            "culvert-edge +64 +9\\.00 M +8\\.10 M to 9\\.90 M +4\\.50 +4\\.10 to 4\\.90"
                + " +async +faster +0\\.150 +160 +3 +30 +2");
  }

  @Test
  void shouldSayNoDifferenceWhenIntervalContainsOne() {
    String table =
        ThroughputTable.of(
            new MadeReport().row("tcp", 64, 9e6, new Interval(0.9, 1.1, 1.3)).build());
    assertThat(table).contains("  no difference  ");
  }

  @Test
  void shouldShowDashesWhenBaseHasNotRun() {
    String table = ThroughputTable.of(new MadeReport().withoutBase("tcp", 64, 2e6).build());
    assertThat(table.lines().toList().get(1)).matches(".* M +- +- +- +- +0\\.150 .*");
  }

  @Test
  void shouldShowDashesWhenThereIsOnePair() {
    String table = ThroughputTable.of(new MadeReport().single("tcp", 64, 2e6, 0.5).build());
    assertThat(table.lines().toList().get(1))
        .matches("tcp +64 +2\\.00 M +- +0\\.500 +- +culvert .*");
  }

  @Test
  void shouldCountWindowsWhenSomeAreDropped() {
    String table =
        ThroughputTable.of(
            new MadeReport()
                .parameter(ThroughputReport.LIMIT, 0.04)
                .baseRow(64, 2e6)
                .windows("culvert", 64, 30, 2)
                .build());
    assertThat(table)
        .endsWith(
            "dropped: 2 of 32 windows, in which other processes or the hypervisor had more than"
                + " 0.04 cores\n");
  }

  @Test
  void shouldSayNothingWhenNoWindowIsDropped() {
    String table =
        ThroughputTable.of(new MadeReport().baseRow(64, 2e6).windows("culvert", 64, 30, 0).build());
    assertThat(table).doesNotContain("dropped:").doesNotContain("without a row");
  }

  @Test
  void shouldNameContendersWhenNoWindowCounts() {
    String table =
        ThroughputTable.of(
            new MadeReport()
                .baseRow(64, 2e6)
                .windows("culvert", 64, 30, 0)
                .windows("tcp", 64, 0, 9)
                .build());
    assertThat(table).contains("\nwithout a row: tcp 64 B\n");
  }

  @Test
  void shouldShowFailuresWhenPairsFail() {
    String table =
        ThroughputTable.of(new MadeReport().baseRow(64, 1).failure("tcp", 64, "torn").build());
    assertThat(table).endsWith("FAILED: contender=tcp, size=64, round=1: torn\n");
  }
}
