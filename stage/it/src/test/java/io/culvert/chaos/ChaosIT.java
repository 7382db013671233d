package io.culvert.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs a few rounds of the kill campaign. */
@Tag("slow")
class ChaosIT {

  private static final int ROUNDS = 10;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void shouldKeepPublishedElementsWhenJvmsAreKilled() throws Exception {
    Campaign campaign = new Campaign(ROUNDS, Campaign.seed(), Path.of("target", "chaos"));

    boolean good = campaign.run();

    System.out.println(campaign);
    assertThat(good).as(campaign.toString()).isTrue();
    assertThat(campaign.counts().published()).isPositive();
  }
}
