package io.culvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RingSettingsTest {

  private static final RingSettings DEFAULTS = settings("");

  @Test
  void theDefaultsAreThoseOfTheReferenceConfiguration() {
    assertThat(DEFAULTS.directory()).isEmpty();
    assertThat(DEFAULTS.capacity()).isEqualTo(1024 * 1024);
    assertThat(DEFAULTS.maxMessageSize()).isEqualTo(256 * 1024);
    assertThat(DEFAULTS.inlineSpins()).isEqualTo(200);
    assertThat(DEFAULTS.networkFileSystemAllowed()).isFalse();
  }

  @Test
  void everyValueIsReadFromTheConfiguration() {
    RingSettings read =
        settings(
            "directory = /rings, capacity = 128 KiB, max-message-size = 7, inline-spins = 0,"
                + " allow-network-file-system = on");
    assertThat(read.directory()).contains(Path.of("/rings"));
    assertThat(read.capacity()).isEqualTo(128 * 1024);
    assertThat(read.maxMessageSize()).isEqualTo(7);
    assertThat(read.inlineSpins()).isZero();
    assertThat(read.networkFileSystemAllowed()).isTrue();
  }

  @Test
  void theSettingsOfAnActorSystemAreItsOwn() {
    ActorSystem system =
        ActorSystem.create(
            "settings",
            ConfigFactory.parseString("culvert.capacity = 64 KiB, pekko.loglevel = OFF")
                .withFallback(ConfigFactory.load()));
    try {
      assertThat(RingSettings.create(system)).isEqualTo(DEFAULTS.withCapacity(64 * 1024));
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void everyValueMayBeChangedAndTheOthersStay() {
    RingSettings changed =
        DEFAULTS
            .withDirectory(Path.of("/rings"))
            .withCapacity(64 * 1024)
            .withMaxMessageSize(9)
            .withInlineSpins(0)
            .withNetworkFileSystemAllowed(true);
    assertThat(changed.directory()).contains(Path.of("/rings"));
    assertThat(changed.capacity()).isEqualTo(64 * 1024);
    assertThat(changed.maxMessageSize()).isEqualTo(9);
    assertThat(changed.inlineSpins()).isZero();
    assertThat(changed.networkFileSystemAllowed()).isTrue();
    assertThat(DEFAULTS).as("the settings that it was made from").isEqualTo(settings(""));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 65_535, 65_537, 32 * 1024, 100_000, Integer.MIN_VALUE})
  void aCapacityThatIsNoneIsRefusedWithItsValue(int capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withCapacity(capacity))
        .withMessageContaining("culvert.capacity must be a power of two from 65536 to 1073741824")
        .withMessageContaining("capacity=" + capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {64 * 1024, 1024 * 1024 * 1024})
  void theSmallestAndTheLargestCapacityAreTaken(int capacity) {
    assertThat(DEFAULTS.withCapacity(capacity).capacity()).isEqualTo(capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aMaximumThatIsNotPositiveIsRefusedWithItsValue(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxMessageSize(bytes))
        .withMessage("culvert.max-message-size must be positive: max-message-size=" + bytes);
  }

  @Test
  void aNegativeNumberOfSpinsIsRefusedWithItsValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withInlineSpins(-1))
        .withMessage("culvert.inline-spins must not be negative: inline-spins=-1");
  }

  @Test
  void aDirectoryIsNeeded() {
    assertThatNullPointerException()
        .isThrownBy(() -> DEFAULTS.withDirectory(null))
        .withMessage("directory");
  }

  @ParameterizedTest
  @CsvSource({
    "capacity = 3, capacity=3",
    "capacity = 4 GiB, culvert.capacity must be below 2 GiB: capacity=4294967296",
    "max-message-size = 0, max-message-size=0",
    "max-message-size = 2 GiB, culvert.max-message-size must be below 2 GiB",
    "inline-spins = -5, inline-spins=-5"
  })
  void aValueOutOfItsRangeInTheConfigurationIsRefused(String config, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(config))
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "capacity = large",
        "inline-spins = many",
        "allow-network-file-system = perhaps",
        "directory = {}"
      })
  void aValueOfAnotherTypeInTheConfigurationIsRefused(String config) {
    assertThatThrownBy(() -> settings(config)).isInstanceOf(ConfigException.class);
  }

  @Test
  void aValueThatIsMissingIsNamed() {
    Config missing = reference("").withoutPath("inline-spins");
    assertThatThrownBy(() -> RingSettings.create(missing))
        .isInstanceOf(ConfigException.Missing.class)
        .hasMessageContaining("inline-spins");
  }

  @Test
  void settingsAreEqualWhenAllTheirValuesAre() {
    List<RingSettings> different =
        List.of(
            DEFAULTS,
            DEFAULTS.withDirectory(Path.of("/rings")),
            DEFAULTS.withCapacity(64 * 1024),
            DEFAULTS.withMaxMessageSize(9),
            DEFAULTS.withInlineSpins(0),
            DEFAULTS.withNetworkFileSystemAllowed(true));
    assertThat(different).doesNotHaveDuplicates();
    for (RingSettings each : different) {
      RingSettings same = each.withCapacity(each.capacity());
      assertThat(same).isEqualTo(each).hasSameHashCodeAs(each);
    }
    assertThat(DEFAULTS).isNotEqualTo(null).isNotEqualTo("settings");
  }

  @Test
  void settingsNameTheirValues() {
    assertThat(DEFAULTS)
        .hasToString(
            "RingSettings(directory=default, capacity=1048576, max-message-size=262144,"
                + " waiting=adaptive, inline-spins=200, spin-duration=PT1S, peer-timeout=PT10S,"
                + " attach-timeout=infinite, stall-after=PT10S, max-uncommitted=1000,"
                + " commit-timeout=PT15S, allow-network-file-system=false)");
    assertThat(DEFAULTS.withDirectory(Path.of("/rings")).toString()).contains("directory=/rings,");
  }

  private static RingSettings settings(String config) {
    return RingSettings.create(reference(config));
  }

  private static Config reference(String config) {
    return ConfigFactory.parseString(config)
        .withFallback(ConfigFactory.load().getConfig(RingSettings.CONFIG_PATH));
  }
}
