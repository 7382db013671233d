package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.codec.Offload;
import io.culvert.exceptions.CodecException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.fixture.HookedCodec;
import io.culvert.fixture.StageFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elements in shared memory and on the heap, in one stream. */
class OffloadTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int CAPACITY = 8;

  /** Encodes texts, and passes everything else by reference. */
  private static final Offload<Object> TEXTS = Offload.only(String.class, Codecs.utf8());

  private static EdgeSettings settings(EdgeTransport memory) {
    return EdgeSettings.create(fixture.system())
        .withMemory(memory)
        .withCapacity(CAPACITY)
        .withRing(fixture.settings());
  }

  private static <T> CompletionStage<List<T>> run(List<T> elements, Offload<T> offload) {
    return Edge.source(Source.from(elements), offload, settings(EdgeTransport.SHARED))
        .runWith(Sink.seq(), fixture.materializer());
  }

  @Test
  void shouldEncodeOnlyElementsOfTheClass() {
    List<Object> sent = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      sent.add(i % 3 == 0 ? new Object() : "text " + i);
    }
    List<Object> received = result(run(sent, TEXTS));
    assertThat(received).isEqualTo(sent); // an Object equals only itself
    for (int i = 0; i < sent.size(); i++) {
      assertThat(received.get(i) == sent.get(i)).isEqualTo(i % 3 == 0);
    }
  }

  @Test
  void shouldEncodeOnlyElementsThatMatchTheRule() {
    Offload<byte[]> large = Offload.only(bytes -> bytes.length > 4, Codecs.bytes());
    List<byte[]> sent = IntStream.range(0, 100).mapToObj(i -> new byte[i % 9]).toList();
    List<byte[]> received = result(run(sent, large));
    assertThat(received).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(received.get(i)).isEqualTo(sent.get(i));
      assertThat(received.get(i) == sent.get(i)).isEqualTo(sent.get(i).length <= 4);
    }
  }

  @Test
  void shouldKeepOrderWhenElementsExceedRing() {
    List<Object> sent = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sent.add(new Object());
      sent.add(i + "-".repeat(i % 4 * StageFixture.CAPACITY / 2));
      sent.add(new Object());
    }
    assertThat(result(run(sent, TEXTS))).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource(value = EdgeTransport.class, names = "SHARED", mode = EnumSource.Mode.EXCLUDE)
  void shouldEncodeNothingWhenMemoryIsNotShared(EdgeTransport memory) {
    Object text = new String("a");
    CompletionStage<Object> received =
        Edge.source(Source.single(text), TEXTS, settings(memory))
            .runWith(Sink.head(), fixture.materializer());
    assertThat(result(received)).isSameAs(text);
  }

  /** With one shared queue each stream would find the objects of another stream, or none. */
  @Test
  void shouldNotMixObjectsWhenStreamsRunConcurrently() {
    Flow<Object, Object, NotUsed> part =
        Edge.flow(Flow.create(), TEXTS, TEXTS, settings(EdgeTransport.SHARED));
    List<List<Object>> sent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      List<Object> own = new ArrayList<>();
      for (int j = 0; j < 1_000; j++) {
        own.add(j % 2 == 0 ? List.of(i, j) : "stream " + i + ", text " + j);
      }
      sent.add(own);
    }
    List<CompletionStage<List<Object>>> received =
        sent.stream()
            .map(
                own ->
                    Source.from(own)
                        .via(part)
                        .via(part)
                        .runWith(Sink.<Object>seq(), fixture.materializer()))
            .toList();
    for (int i = 0; i < sent.size(); i++) {
      assertThat(result(received.get(i))).isEqualTo(sent.get(i));
    }
  }

  @Test
  void shouldCountTagTowardsMaxMessageSize() {
    RingSettings ring = fixture.settings().withMaxMessageSize(100);
    EdgeSettings settings = settings(EdgeTransport.SHARED).withRing(ring);
    Offload<byte[]> all = Offload.only(bytes -> true, Codecs.bytes());
    for (int length : List.of(99, 100)) {
      CompletionStage<byte[]> received =
          Edge.source(Source.single(new byte[length]), all, settings)
              .runWith(Sink.head(), fixture.materializer());
      if (length < 100) {
        assertThat(result(received)).hasSize(length);
      } else {
        assertThat(failure(received)).isInstanceOf(MessageTooLargeException.class);
      }
    }
  }

  @Test
  void shouldFailStreamWhenCodecReturnsNegativeLength() {
    HookedCodec ofBound = HookedCodec.create().onBound("b", text -> -1);
    HookedCodec ofEncode = HookedCodec.create().onEncode("b", text -> -1);
    for (Codec<String> codec : List.of(ofBound, ofEncode)) {
      Throwable failure =
          failure(run(List.of("a", "b"), Offload.only((String text) -> true, codec)));
      assertThat(failure)
          .isInstanceOf(CodecException.class)
          .hasRootCauseMessage(
              "negative length: " + (codec == ofBound ? "maxEncodedLength" : "encode") + "=-1");
    }
  }

  @Test
  void shouldFailStreamWhenRuleThrows() {
    Offload<String> broken =
        Offload.only(
            (String text) -> {
              throw new IllegalStateException("broken");
            },
            Codecs.utf8());
    assertThat(failure(run(List.of("a"), broken)))
        .isInstanceOf(CodecException.class)
        .hasRootCauseMessage("broken");
  }

  @Test
  void shouldRejectSplitPartWhenEdgeCrossesJvms() {
    Split split =
        Split.named("mixed")
            .source("send", Source.<Object>from(List.of("a", 1, "b")))
            .edge("elements", TEXTS)
            .sink("receive", Sink.<Object>seq())
            .withRingSettings(fixture.settings());
    CompletionStage<List<Object>> received = split.run(fixture.system()).materialized("receive");
    assertThat(result(received)).containsExactly("a", 1, "b");
    for (String part : List.of("send", "receive")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> split.run(fixture.system(), part))
          .withMessageContaining("no codec for an edge between JVMs: edge=elements");
    }
  }
}
