package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.culvert.EdgeAttributes;
import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.fixture.NamedCodec;
import io.culvert.fixture.StageFixture;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Invalid arguments of an edge are reported when the graph is built. */
class EdgeArgumentsTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static EdgeSettings settings() {
    return EdgeSettings.create(fixture.system()).withRing(fixture.settings());
  }

  private static Stream<ThrowingCallable> withoutCodec(EdgeSettings settings) {
    return Stream.of(
        () -> Edge.source(Source.single("a"), settings),
        () -> Edge.sink(Sink.<String>ignore(), settings),
        () -> Edge.flow(Flow.<String>create(), settings));
  }

  private static Stream<ThrowingCallable> with(Codec<String> codec, EdgeSettings settings) {
    return Stream.of(
        () -> Edge.source(Source.single("a"), codec, settings),
        () -> Edge.sink(Sink.<String>ignore(), codec, settings),
        () -> Edge.flow(Flow.<String>create(), codec, Codecs.utf8(), settings),
        () -> Edge.flow(Flow.<String>create(), Codecs.utf8(), codec, settings));
  }

  @Test
  void shouldRejectSharedEdgeWithoutCodec() {
    EdgeSettings shared = settings().withMemory(EdgeTransport.SHARED);
    assertThat(withoutCodec(shared))
        .allSatisfy(
            factory ->
                assertThatIllegalArgumentException()
                    .isThrownBy(factory)
                    .withMessageContaining("without a codec: memory=shared; give a codec to Edge"));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Edge.source(
                    Source.single("a").addAttributes(EdgeAttributes.memory(EdgeTransport.SHARED)),
                    settings()));
  }

  @Test
  void shouldRequireCodecAndSettingsForEveryTransport() {
    for (EdgeTransport memory : EdgeTransport.values()) {
      assertThat(with(null, settings().withMemory(memory)))
          .allSatisfy(factory -> assertThatNullPointerException().isThrownBy(factory));
    }
    assertThat(Stream.concat(withoutCodec(null), with(Codecs.utf8(), null)))
        .allSatisfy(
            factory ->
                assertThatNullPointerException().isThrownBy(factory).withMessage("settings"));
  }

  @Test
  void shouldRejectInvalidCodecName() {
    assertThat(with(new NamedCodec(""), settings().withMemory(EdgeTransport.SHARED)))
        .allSatisfy(
            factory ->
                assertThatIllegalArgumentException()
                    .isThrownBy(factory)
                    .withMessageContaining("codec name must have 1 to 128 bytes"));
  }

  @Test
  void shouldUseTransportOfAttributeWhenPartHasOne() {
    EdgeSettings heap = settings().withMemory(EdgeTransport.HEAP);
    String element = new String("a");
    for (EdgeTransport memory : EdgeTransport.values()) {
      String received =
          result(
              Edge.source(
                      Source.single(element).addAttributes(EdgeAttributes.memory(memory)),
                      Codecs.utf8(),
                      heap)
                  .runWith(Sink.head(), fixture.materializer()));
      assertThat(received).isEqualTo("a");
      assertThat(received == element).isEqualTo(memory != EdgeTransport.SHARED);
    }
  }
}
