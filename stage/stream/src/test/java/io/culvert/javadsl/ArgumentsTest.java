package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.fixture.NamedCodec;
import io.culvert.fixture.StageFixture;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid arguments are reported when a graph is built, not when it runs. */
class ArgumentsTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final Codec<String> CODEC = Codecs.utf8();

  /** One way to create a sink or a source. */
  private interface Factory {
    Object create(String name, Codec<String> codec, RingSettings settings);
  }

  private static Stream<Factory> factories() {
    return Stream.of(RingSource::create, RingSink::create, RingSink::withControl);
  }

  private static Stream<Factory> allFactories() {
    Stream<Factory> withoutSettings =
        Stream.of(
            (name, codec, settings) -> RingSource.create(name, codec),
            (name, codec, settings) -> RingSink.create(name, codec),
            (name, codec, settings) -> RingSink.withControl(name, codec));
    return Stream.concat(factories(), withoutSettings);
  }

  @ParameterizedTest
  @MethodSource("allFactories")
  void shouldRejectInvalidName(Factory factory) {
    List<String> names =
        List.of("", ".", "..", ".hidden", "-option", "a/b", "../a", "a b", "ä", "a\0", "a\n");
    for (String name : names) {
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(() -> factory.create(name, CODEC, fixture.settings()))
          .withMessageContaining("ring name must be 1 to 100 of A-Z a-z 0-9 _ . -")
          .withMessageContaining("name=" + name);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> factory.create("a".repeat(101), CODEC, fixture.settings()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "_", "0", "A.b-c_9", "orders..eu"})
  void shouldAcceptValidName(String name) {
    assertThat(RingSource.create(name, CODEC)).isNotNull();
    assertThat(RingSink.create("a".repeat(100), CODEC)).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("allFactories")
  void shouldRequireNameAndCodec(Factory factory) {
    assertThatNullPointerException()
        .isThrownBy(() -> factory.create(null, CODEC, fixture.settings()))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> factory.create("a", null, fixture.settings()))
        .withMessage("codec");
  }

  @ParameterizedTest
  @MethodSource("factories")
  void shouldRequireSettings(Factory factory) {
    assertThatNullPointerException()
        .isThrownBy(() -> factory.create("a", CODEC, null))
        .withMessage("settings");
  }

  @ParameterizedTest
  @MethodSource("factories")
  void shouldRejectCodecNameWhenEmptyOrTooLong(Factory factory) {
    for (String name : List.of("", "n".repeat(129), "ä".repeat(65))) {
      assertThatIllegalArgumentException()
          .as(name)
          .isThrownBy(() -> factory.create("a", new NamedCodec(name), fixture.settings()))
          .withMessageContaining("codec name must have 1 to 128 bytes");
    }
  }

  @Test
  void shouldOpenNothingBeforeStreamRuns() {
    assertThat(fixture.source()).isNotNull();
    assertThat(fixture.sink()).isNotNull();
    assertThat(fixture.directory()).isEmptyDirectory();
  }

  @Test
  void shouldUseSettingsOfActorSystemWhenNoneAreGiven() {
    ActorSystem system = system("culvert.directory = \"" + fixture.directory() + "\"");
    try {
      CompletionStage<Done> sent =
          Source.single("a").runWith(RingSink.create(fixture.name(), CODEC), system);
      assertThat(result(sent)).isEqualTo(Done.getInstance());
      assertThat(fixture.file(fixture.name())).exists();
      RingSinkControl drained =
          Source.single("b").runWith(RingSink.withControl(fixture.name(), CODEC), system);
      for (String text : List.of("a", "b")) {
        assertThat(result(RingSource.create(fixture.name(), CODEC).runWith(Sink.seq(), system)))
            .containsExactly(text);
      }
      assertThat(result(drained.drained())).isEqualTo(Done.getInstance());
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void shouldFailStreamWhenSettingsOfActorSystemAreInvalid() {
    assertRunFails("culvert.capacity = 3", IllegalArgumentException.class);
    assertRunFails("culvert.inline-spins = many", ConfigException.class);
  }

  @Test
  void shouldFailStreamWhenCodecNameIsInvalidAtStart() {
    ActorSystem system = system("");
    try {
      CompletionStage<Done> sent =
          Source.single("a").runWith(RingSink.create(fixture.name(), new NamedCodec("")), system);
      assertThat(failure(sent)).hasMessageContaining("codec name must have 1 to 128 bytes");
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  private static void assertRunFails(String config, Class<? extends Exception> type) {
    ActorSystem system = system(config);
    try {
      CompletionStage<Done> sent =
          Source.single("a").runWith(RingSink.create(fixture.name(), CODEC), system);
      assertThat(failure(sent)).isInstanceOf(type);
      Pair<RingControl, CompletionStage<Done>> receiving =
          RingSource.create(fixture.name(), CODEC).toMat(Sink.ignore(), Keep.both()).run(system);
      assertThat(failure(receiving.second())).isInstanceOf(type);
      assertThat(result(receiving.first().isShutdown())).isEqualTo(Done.getInstance());
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  private static ActorSystem system(String config) {
    return ActorSystem.create(
        "arguments",
        ConfigFactory.parseString(config).withFallback(fixture.system().settings().config()));
  }
}
