package io.culvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.time.Duration;
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
  void shouldTakeDefaultsFromReferenceConfiguration() {
    assertThat(DEFAULTS.directory()).isEmpty();
    assertThat(DEFAULTS.capacity()).isEqualTo(1024 * 1024);
    assertThat(DEFAULTS.maxMessageSize()).isEqualTo(256 * 1024);
    assertThat(DEFAULTS.inlineSpins()).isEqualTo(200);
    assertThat(DEFAULTS.peerTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(DEFAULTS.attachTimeout()).isEqualTo(RingSettings.FOREVER);
    assertThat(DEFAULTS.stallAfter()).isEqualTo(Duration.ofSeconds(10));
    assertThat(DEFAULTS.maxUncommitted()).isEqualTo(1_000);
    assertThat(DEFAULTS.commitTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(DEFAULTS.networkFileSystemAllowed()).isFalse();
  }

  @Test
  void shouldReadEveryValueFromConfiguration() {
    RingSettings read =
        settings(
            "directory = /rings, capacity = 128 KiB, max-message-size = 7, inline-spins = 0,"
                + " peer-timeout = infinite, attach-timeout = 1ms, stall-after = 300ms,"
                + " max-uncommitted = 1, commit-timeout = 0, allow-network-file-system = on");
    assertThat(read.directory()).contains(Path.of("/rings"));
    assertThat(read.capacity()).isEqualTo(128 * 1024);
    assertThat(read.maxMessageSize()).isEqualTo(7);
    assertThat(read.inlineSpins()).isZero();
    assertThat(read.peerTimeout()).isEqualTo(RingSettings.FOREVER);
    assertThat(read.attachTimeout()).isEqualTo(Duration.ofMillis(1));
    assertThat(read.stallAfter()).isEqualTo(Duration.ofMillis(300));
    assertThat(read.maxUncommitted()).isEqualTo(1);
    assertThat(read.commitTimeout()).isEqualTo(Duration.ZERO);
    assertThat(read.networkFileSystemAllowed()).isTrue();
  }

  @Test
  void shouldReadConfigurationOfActorSystem() {
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
  void shouldChangeEachValueAndKeepTheOthers() {
    RingSettings changed =
        DEFAULTS
            .withDirectory(Path.of("/rings"))
            .withCapacity(64 * 1024)
            .withMaxMessageSize(9)
            .withInlineSpins(0)
            .withPeerTimeout(Duration.ofNanos(1))
            .withAttachTimeout(Duration.ofNanos(2))
            .withStallAfter(RingSettings.FOREVER)
            .withMaxUncommitted(1 << 20)
            .withCommitTimeout(Duration.ofNanos(3))
            .withNetworkFileSystemAllowed(true);
    assertThat(changed.directory()).contains(Path.of("/rings"));
    assertThat(changed.capacity()).isEqualTo(64 * 1024);
    assertThat(changed.maxMessageSize()).isEqualTo(9);
    assertThat(changed.inlineSpins()).isZero();
    assertThat(changed.peerTimeout()).isEqualTo(Duration.ofNanos(1));
    assertThat(changed.attachTimeout()).isEqualTo(Duration.ofNanos(2));
    assertThat(changed.stallAfter()).isEqualTo(RingSettings.FOREVER);
    assertThat(changed.maxUncommitted()).isEqualTo(1 << 20);
    assertThat(changed.commitTimeout()).isEqualTo(Duration.ofNanos(3));
    assertThat(changed.networkFileSystemAllowed()).isTrue();
    assertThat(DEFAULTS).as("the original settings").isEqualTo(settings(""));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1, 65_535, 65_537, 32 * 1024, 100_000, Integer.MIN_VALUE})
  void shouldRejectCapacityWhenInvalid(int capacity) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withCapacity(capacity))
        .withMessageContaining("culvert.capacity must be a power of two from 65536 to 1073741824")
        .withMessageContaining("capacity=" + capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {64 * 1024, 1024 * 1024 * 1024})
  void shouldAcceptSmallestAndLargestCapacity(int capacity) {
    assertThat(DEFAULTS.withCapacity(capacity).capacity()).isEqualTo(capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void shouldRejectMaxMessageSizeWhenNotPositive(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxMessageSize(bytes))
        .withMessage("culvert.max-message-size must be positive: max-message-size=" + bytes);
  }

  @Test
  void shouldRejectInlineSpinsWhenNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withInlineSpins(-1))
        .withMessage("culvert.inline-spins must not be negative: inline-spins=-1");
  }

  @Test
  void shouldRejectTimesWhenOutOfRange() {
    Duration negative = Duration.ofMillis(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withPeerTimeout(negative))
        .withMessage("culvert.peer-timeout must not be negative: peer-timeout=PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withAttachTimeout(negative))
        .withMessage("culvert.attach-timeout must not be negative: attach-timeout=PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withCommitTimeout(negative))
        .withMessage("culvert.commit-timeout must not be negative: commit-timeout=PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withStallAfter(Duration.ofMillis(299)))
        .withMessage("culvert.stall-after must be at least PT0.3S: stall-after=PT0.299S");
    assertThatNullPointerException().isThrownBy(() -> DEFAULTS.withPeerTimeout(null));
    assertThatNullPointerException().isThrownBy(() -> DEFAULTS.withAttachTimeout(null));
    assertThatNullPointerException().isThrownBy(() -> DEFAULTS.withStallAfter(null));
    assertThatNullPointerException().isThrownBy(() -> DEFAULTS.withCommitTimeout(null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, (1 << 20) + 1})
  void shouldRejectMaxUncommittedWhenOutOfRange(int elements) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withMaxUncommitted(elements))
        .withMessage("culvert.max-uncommitted must be 1 to 1048576: max-uncommitted=" + elements);
  }

  @Test
  void shouldRejectNullDirectory() {
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
    "inline-spins = -5, inline-spins=-5",
    "peer-timeout = -1s, peer-timeout=PT-1S",
    "attach-timeout = -1s, attach-timeout=PT-1S",
    "stall-after = 0s, stall-after=PT0S",
    "max-uncommitted = 0, max-uncommitted=0",
    "commit-timeout = -1s, commit-timeout=PT-1S"
  })
  void shouldRejectConfigurationWhenValueOutOfRange(String config, String message) {
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
        "peer-timeout = never",
        "stall-after = infinitely",
        "max-uncommitted = some",
        "directory = {}"
      })
  void shouldRejectConfigurationWhenTypeIsWrong(String config) {
    assertThatThrownBy(() -> settings(config)).isInstanceOf(ConfigException.class);
  }

  @Test
  void shouldNameValueWhenMissing() {
    Config missing = reference("").withoutPath("inline-spins");
    assertThatThrownBy(() -> RingSettings.create(missing))
        .isInstanceOf(ConfigException.Missing.class)
        .hasMessageContaining("inline-spins");
  }

  @Test
  void shouldBeEqualWhenAllValuesAreEqual() {
    List<RingSettings> different =
        List.of(
            DEFAULTS,
            DEFAULTS.withDirectory(Path.of("/rings")),
            DEFAULTS.withCapacity(64 * 1024),
            DEFAULTS.withMaxMessageSize(9),
            DEFAULTS.withInlineSpins(0),
            DEFAULTS.withPeerTimeout(Duration.ZERO),
            DEFAULTS.withAttachTimeout(Duration.ZERO),
            DEFAULTS.withStallAfter(Duration.ofSeconds(1)),
            DEFAULTS.withMaxUncommitted(1),
            DEFAULTS.withCommitTimeout(Duration.ZERO),
            DEFAULTS.withNetworkFileSystemAllowed(true));
    assertThat(different).doesNotHaveDuplicates();
    for (RingSettings each : different) {
      RingSettings same = each.withCapacity(each.capacity());
      assertThat(same).isEqualTo(each).hasSameHashCodeAs(each);
    }
    assertThat(DEFAULTS).isNotEqualTo(null).isNotEqualTo("settings");
  }

  @Test
  void shouldNameAllValuesInToString() {
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
