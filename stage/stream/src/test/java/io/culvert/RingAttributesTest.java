package io.culvert;

import static io.culvert.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.AttachTimeoutException;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingSource;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attributes take precedence over settings, and settings over the configuration. */
class RingAttributesTest {

  @RegisterExtension
  static final StageFixture fixture = StageFixture.withConfig("culvert.attach-timeout = 1h");

  private static final Duration TIME = Duration.ofMillis(301);
  private static final Duration TOO_SHORT = Duration.ofMillis(299);

  private static Stream<Arguments> attributes() {
    return Stream.of(
        attribute("peer-timeout", RingAttributes::peerTimeout, RingSettings::peerTimeout),
        attribute("attach-timeout", RingAttributes::attachTimeout, RingSettings::attachTimeout),
        attribute("stall-after", RingAttributes::stallAfter, RingSettings::stallAfter));
  }

  private static Arguments attribute(
      String name, Function<Duration, Attributes> make, Function<RingSettings, Duration> value) {
    return Arguments.of(name, make, value);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attributes")
  void shouldChangeOnlyTheSettingOfTheAttribute(
      String name, Function<Duration, Attributes> make, Function<RingSettings, Duration> value) {
    RingSettings settings = fixture.settings();
    RingSettings changed = RingAttributes.apply(settings, make.apply(TIME));
    assertThat(value.apply(changed)).isEqualTo(TIME);
    assertThat(changed.toString().replace(name + "=PT0.301S", ""))
        .isEqualTo(settings.toString().replaceAll(name + "=[^,]*", ""));
    assertThat(value.apply(RingAttributes.apply(settings, make.apply(RingSettings.FOREVER))))
        .isEqualTo(RingSettings.FOREVER);
  }

  @Test
  void shouldKeepSettingsWhenNoAttributeIsGiven() {
    assertThat(RingAttributes.apply(fixture.settings(), Attributes.name("other")))
        .isEqualTo(fixture.settings());
  }

  @Test
  void shouldPreferInnermostAttribute() {
    Attributes attributes =
        RingAttributes.peerTimeout(Duration.ofSeconds(1))
            .and(RingAttributes.peerTimeout(Duration.ofSeconds(2)));
    assertThat(RingAttributes.apply(fixture.settings(), attributes).peerTimeout())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shouldRejectValuesWhenOutOfRange() {
    Duration negative = Duration.ofNanos(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RingAttributes.peerTimeout(negative))
        .withMessageContaining("peer-timeout=PT-0.000000001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RingAttributes.attachTimeout(negative))
        .withMessageContaining("attach-timeout=PT-0.000000001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RingAttributes.stallAfter(TOO_SHORT))
        .withMessageContaining("stall-after=PT0.299S");
    assertThatNullPointerException().isThrownBy(() -> RingAttributes.peerTimeout(null));
    assertThatNullPointerException().isThrownBy(() -> RingAttributes.attachTimeout(null));
    assertThatNullPointerException().isThrownBy(() -> RingAttributes.stallAfter(null));
  }

  @Test
  void shouldPreferAttributeToSettingsOfTheStage() {
    assertThat(
            failure(
                RingSource.create(
                        fixture.name(),
                        Codecs.utf8(),
                        fixture.settings().withAttachTimeout(Duration.ofHours(2)))
                    .withAttributes(RingAttributes.attachTimeout(Duration.ZERO))
                    .runWith(Sink.ignore(), fixture.materializer())))
        .isInstanceOf(AttachTimeoutException.class)
        .hasMessageContaining("waited=PT0S");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldInheritAttributeOfEnclosingGraph() {
    assertThat(
            failure(
                fixture
                    .source()
                    .map(String::length)
                    .addAttributes(RingAttributes.attachTimeout(Duration.ZERO))
                    .runWith(Sink.ignore(), fixture.materializer())))
        .isInstanceOf(AttachTimeoutException.class)
        .hasMessageContaining("waited=PT0S");
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldUseConfigurationWhenNothingElseIsGiven() {
    assertThat(fixture.settings().attachTimeout()).isEqualTo(Duration.ofHours(1));
  }
}
