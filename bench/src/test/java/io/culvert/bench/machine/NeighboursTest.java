package io.culvert.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class NeighboursTest {

  @Test
  void shouldSeeABusyProcess() throws Exception {
    assumeTrue(Neighbours.areVisible(), "this system tells what processes use");
    Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      Neighbours neighbours = new Neighbours();
      Neighbours.Sight from = neighbours.see();
      while (ProcessClock.cpuNanos(List.of(busy.pid())) < 50_000_000) {
        Thread.onSpinWait();
      }
      Neighbours.Sight to = neighbours.see();
      assertThat(to.cpuNanos().get(busy.pid())).isGreaterThanOrEqualTo(50_000_000);
      assertThat(Neighbours.cores(from, to)).isGreaterThan(0.01);
      assertThat(String.join(" ", Neighbours.busiest(from, to)))
          .contains("(pid " + busy.pid() + ")");
      neighbours.exclude(busy.pid());
      assertThat(neighbours.see().cpuNanos()).doesNotContainKey(busy.pid());
    } finally {
      busy.destroyForcibly();
    }
  }

  @Test
  void shouldCountANewProcessWhole() {
    Neighbours.Sight from = new Neighbours.Sight(0, Map.of(1L, 100L), 0);
    Neighbours.Sight to = new Neighbours.Sight(1_000, Map.of(1L, 150L, 2L, 30L), 20);
    assertThat(Neighbours.cores(from, to)).isEqualTo((50 + 30 + 20) / 1_000.0);
  }

  @Test
  void shouldNotCountAProcessThatHasEnded() {
    Neighbours.Sight from = new Neighbours.Sight(0, Map.of(1L, 100L, 2L, 900L), 0);
    Neighbours.Sight to = new Neighbours.Sight(1_000, Map.of(1L, 100L), 0);
    assertThat(Neighbours.cores(from, to)).isZero();
  }
}
