package io.culvert.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Job;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final Timing TIMING = new Timing(Duration.ZERO, Duration.ofSeconds(1), 1 << 20);

  @Test
  void contendersTakeTurns() {
    assertThat(Plan.of(Contenders.all().subList(0, 2), List.of(64, 1024), 2, TIMING))
        .extracting(trial -> trial.entry().name() + " " + trial.size() + " " + trial.round())
        .containsExactly(
            "culvert 64 1",
            "culvert-raw 64 1",
            "culvert 1024 1",
            "culvert-raw 1024 1",
            "culvert 64 2",
            "culvert-raw 64 2",
            "culvert 1024 2",
            "culvert-raw 1024 2");
  }

  @Test
  void theCapacityGrowsWithThePayloadForAllAlike() {
    assertThat(Job.capacityFor(64, 1 << 20)).isEqualTo(1 << 20);
    assertThat(Job.capacityFor(1 << 16, 1 << 20)).isEqualTo(1 << 20);
    assertThat(Job.capacityFor(1 << 20, 1 << 20)).isEqualTo(1 << 24);
  }
}
