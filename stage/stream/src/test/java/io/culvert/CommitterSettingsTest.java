package io.culvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitterSettingsTest {

  private static final CommitterSettings DEFAULTS = settings("");

  @Test
  void shouldTakeDefaultsFromReferenceConfiguration() {
    assertThat(DEFAULTS)
        .hasToString("CommitterSettings(max-batch=100, max-interval=PT0.1S)")
        .isEqualTo(DEFAULTS.withMaxBatch(100).withMaxInterval(Duration.ofMillis(100)))
        .hasSameHashCodeAs(settings("max-batch = 100"));
  }

  @Test
  void shouldReadConfigurationOfActorSystem() {
    ActorSystem system =
        ActorSystem.create(
            "settings",
            ConfigFactory.parseString("culvert.committer.max-batch = 7, pekko.loglevel = OFF")
                .withFallback(ConfigFactory.load()));
    try {
      assertThat(CommitterSettings.create(system)).isEqualTo(DEFAULTS.withMaxBatch(7));
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void shouldChangeOneValueAndKeepTheOther() {
    CommitterSettings changed = DEFAULTS.withMaxBatch(1).withMaxInterval(Duration.ofNanos(1));
    assertThat(changed.maxBatch()).isEqualTo(1);
    assertThat(changed.maxInterval()).isEqualTo(Duration.ofNanos(1));
    assertThat(changed)
        .isNotEqualTo(DEFAULTS)
        .isNotEqualTo(changed.withMaxBatch(2))
        .isNotEqualTo(changed.withMaxInterval(Duration.ofNanos(2)))
        .isNotEqualTo(null);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void shouldRejectBatchWhenNotPositive(int elements) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxBatch(elements))
        .withMessage("culvert.committer.max-batch must be positive: max-batch=" + elements);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void shouldRejectIntervalWhenNotPositive(long millis) {
    Duration interval = Duration.ofMillis(millis);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxInterval(interval))
        .withMessage("culvert.committer.max-interval must be positive: max-interval=" + interval);
    assertThatNullPointerException().isThrownBy(() -> DEFAULTS.withMaxInterval(null));
  }

  @ParameterizedTest
  @CsvSource({"max-batch = 0, max-batch=0", "max-interval = 0s, max-interval=PT0S"})
  void shouldRejectConfigurationWhenValueOutOfRange(String config, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(config))
        .withMessageContaining(message);
  }

  private static CommitterSettings settings(String config) {
    return CommitterSettings.create(
        ConfigFactory.parseString(config)
            .withFallback(ConfigFactory.load().getConfig(CommitterSettings.CONFIG_PATH)));
  }
}
