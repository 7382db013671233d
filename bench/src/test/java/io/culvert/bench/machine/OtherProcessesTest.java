package io.culvert.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OtherProcessesTest {

  @Test
  void shouldMeasureProcessWhenItIsBusy() throws Exception {
    assumeTrue(OtherProcesses.areVisible(), "this system tells what processes use");
    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      OtherProcesses others = new OtherProcesses();
      OtherProcesses.Snapshot from = others.snapshot();
      while (ProcessClock.cpuNanos(List.of(busy.pid())) < 50_000_000) {
        Thread.onSpinWait();
      }
      OtherProcesses.Snapshot to = others.snapshot();
      assertThat(to.cpuNanos().get(busy.pid())).isGreaterThanOrEqualTo(50_000_000);
      assertThat(OtherProcesses.cores(from, to)).isGreaterThan(0.01);
      assertThat(String.join(" ", OtherProcesses.busiest(from, to)))
          .contains("(pid " + busy.pid() + ")");
      others.exclude(busy.pid());
      assertThat(others.snapshot().cpuNanos()).doesNotContainKey(busy.pid());
    } finally {
      busy.destroyForcibly();
    }
  }

  @Test
  void shouldCountAllOfAProcessWhenItIsNew() {
    OtherProcesses.Snapshot from = new OtherProcesses.Snapshot(0, Map.of(1L, 100L), 0);
    OtherProcesses.Snapshot to = new OtherProcesses.Snapshot(1_000, Map.of(1L, 150L, 2L, 30L), 20);
    assertThat(OtherProcesses.cores(from, to)).isEqualTo((50 + 30 + 20) / 1_000.0);
  }

  @Test
  void shouldNotCountProcessWhenItHasEnded() {
    OtherProcesses.Snapshot from = new OtherProcesses.Snapshot(0, Map.of(1L, 100L, 2L, 900L), 0);
    OtherProcesses.Snapshot to = new OtherProcesses.Snapshot(1_000, Map.of(1L, 100L), 0);
    assertThat(OtherProcesses.cores(from, to)).isZero();
  }
}
