package io.culvert.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.work.Timing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two JVMs with edges between them. How fast they are means nothing here. */
class EdgesTrialIT {

  private static final Timing TIMING =
      new Timing(Duration.ofMillis(100), Duration.ofMillis(300), 1 << 16);

  @Test
  void shouldCarryWholeBurstsWhenLoadIsBursts() {
    EdgesTrial.Result result = new EdgesTrial(1, 64, TIMING).run(EdgesJob.Load.BURSTS, 512);
    assertThat(result.perSecond()).as("more than one payload each 10 ms").isGreaterThan(200);
  }
}
