package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codec;
import io.culvert.exceptions.CodecException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.fixture.HookedCodec;
import io.culvert.fixture.StageFixture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A codec that fails or returns wrong results fails its stream, and nothing else. */
class CodecFailureTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final List<String> TEXTS = List.of("a", "b", "bad", "c", "d");

  @Test
  void shouldPublishEarlierElementsThenFailWhenEncodeThrows() {
    IllegalStateException broken = new IllegalStateException("broken");
    HookedCodec codec = HookedCodec.create().onEncode("bad", text -> fail(broken));

    assertThat(failure(send(codec)))
        .isInstanceOf(CodecException.class)
        .hasCause(broken)
        .hasMessageContainingAll(
            "encode", "codec=utf8", "position=32", "file=" + fixture.file(fixture.name()));
    List<String> received = new ArrayList<>();
    assertThat(failure(receive(received)))
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            failure ->
                assertThat(failure.remoteClassName()).isEqualTo(CodecException.class.getName()));
    assertThat(received).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void shouldFailSinkWhenEncodedLengthIsOutOfBounds(int length) {
    assertSinkFails(
        HookedCodec.create().onEncode("bad", text -> length),
        "length out of bounds: encode=" + length);
  }

  @Test
  void shouldFailSinkWhenMaxEncodedLengthIsNegative() {
    assertSinkFails(
        HookedCodec.create().onBound("bad", text -> -1), "negative length: maxEncodedLength=-1");
  }

  @Test
  void shouldFailSinkWhenMaxEncodedLengthIsTooSmall() {
    assertSinkFails(HookedCodec.create().onBound("bad", text -> 2), "");
  }

  @Test
  void shouldFailSinkWhenMaxEncodedLengthThrows() {
    assertSinkFails(
        HookedCodec.create().onBound("bad", text -> fail(new IllegalStateException("no maximum"))),
        "no maximum");
  }

  @Test
  void shouldFailSinkWhenEncodingToSeparateBufferThrows() {
    HookedCodec codec =
        HookedCodec.create()
            .onBound("bad", text -> StageFixture.CAPACITY)
            .onEncode("bad", text -> fail(new IllegalStateException("apart")));
    assertSinkFails(codec, "apart");
  }

  @Test
  void shouldFailSinkWhenEncodeThrowsNonFatalError() {
    assertSinkFails(
        HookedCodec.create().onEncode("bad", text -> fail(new AssertionError("asserted"))),
        "asserted");
  }

  @Test
  void shouldFailSinkWhenEncodeThrowsCheckedException() {
    assertSinkFails(
        HookedCodec.create().onEncode("bad", text -> fail(new IOException("undeclared"))),
        "undeclared");
  }

  @Test
  void shouldFailSinkWhenElementExceedsMaxMessageSize() {
    int limit = 1_000;
    CompletionStage<Done> sent =
        Source.from(List.of("a", "x".repeat(limit), "y".repeat(limit + 1)))
            .runWith(
                RingSink.create(
                    fixture.name(),
                    HookedCodec.create(),
                    fixture.settings().withMaxMessageSize(limit)),
                fixture.materializer());
    assertThat(failure(sent))
        .isInstanceOf(MessageTooLargeException.class)
        .hasMessageContainingAll(
            "length=1001", "max-message-size=1000", "file=" + fixture.file(fixture.name()));
    List<String> received = new ArrayList<>();
    assertThat(failure(receive(received))).isInstanceOf(RemoteStreamException.class);
    assertThat(received).containsExactly("a", "x".repeat(limit));
  }

  @Test
  void shouldKeepElementInRingWhenDecodeThrows() {
    IllegalStateException broken = new IllegalStateException("broken");
    assertSourceFails(HookedCodec.create().onDecode("bad", () -> fail(broken)), "broken");
  }

  @Test
  void shouldFailSourceWhenDecodeReturnsNull() {
    assertSourceFails(HookedCodec.create().onDecode("bad", () -> null), "decode=null");
  }

  @Test
  void shouldFailSourceWhenDecodeReadsPastElement() {
    assertSourceFails(HookedCodec.create().readingPastEnd("bad"), "IndexOutOfBoundsException");
  }

  @Test
  void shouldFailSourceWhenDecodeThrowsNonFatalError() {
    assertSourceFails(
        HookedCodec.create().onDecode("bad", () -> fail(new AssertionError("asserted"))),
        "asserted");
  }

  @Test
  void shouldFailSourceWhenDecodeThrowsCheckedException() {
    assertSourceFails(
        HookedCodec.create().onDecode("bad", () -> fail(new IOException("undeclared"))),
        "undeclared");
  }

  @Test
  void shouldFailSinkWhenEncodeTouchesLostPage() {
    InternalError lost = new InternalError("a fault occurred in an unsafe memory access operation");
    HookedCodec codec = HookedCodec.create().onEncode("bad", text -> fail(lost));
    assertPageLost(failure(send(codec)), lost);
    List<String> received = new ArrayList<>();
    assertThat(failure(receive(received))).isInstanceOf(RemoteStreamException.class);
    assertThat(received).containsExactly("a", "b");
  }

  @Test
  void shouldFailSourceWhenDecodeTouchesLostPage() {
    InternalError lost = new InternalError("a fault occurred in an unsafe memory access operation");
    assertThat(result(send(HookedCodec.create()))).isEqualTo(Done.getInstance());
    HookedCodec codec = HookedCodec.create().onDecode("bad", () -> fail(lost));
    assertPageLost(failure(source(codec).runWith(Sink.ignore(), fixture.materializer())), lost);
    assertThat(result(source(HookedCodec.create()).runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("bad", "c", "d");
    fixture.assertOtherStreamsWork();
  }

  private static void assertPageLost(Throwable failure, InternalError cause) {
    assertThat(failure)
        .hasCause(cause)
        .hasMessageContaining("file=" + fixture.file(fixture.name()))
        .isInstanceOfSatisfying(
            RingStorageException.class,
            storage ->
                assertThat(storage.reason()).isEqualTo(RingStorageException.Reason.PAGE_LOST));
  }

  /** The elements before the bad one are published, and the reader learns of the failure. */
  private static void assertSinkFails(HookedCodec codec, String cause) {
    assertThat(failure(send(codec)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("encode")
        .hasMessageContaining(cause);
    List<String> received = new ArrayList<>();
    assertThat(failure(receive(received))).isInstanceOf(RemoteStreamException.class);
    assertThat(received).containsExactly("a", "b");
    fixture.assertOtherStreamsWork();
  }

  /** A successor with a working codec gets the bad element and all later ones, and no other. */
  private static void assertSourceFails(HookedCodec codec, String cause) {
    assertThat(result(send(HookedCodec.create()))).isEqualTo(Done.getInstance());
    List<String> received = new ArrayList<>();
    assertThat(failure(source(codec).runWith(Sink.foreach(received::add), fixture.materializer())))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("decode", "codec=utf8", "position=32", cause);
    assertThat(received).containsExactly("a", "b");
    assertThat(result(source(HookedCodec.create()).runWith(Sink.seq(), fixture.materializer())))
        .containsExactly("bad", "c", "d");
    fixture.assertOtherStreamsWork();
  }

  private static CompletionStage<Done> send(Codec<String> codec) {
    return Source.from(TEXTS)
        .runWith(
            RingSink.create(fixture.name(), codec, fixture.settings()), fixture.materializer());
  }

  private static Source<String, RingControl> source(Codec<String> codec) {
    return RingSource.create(fixture.name(), codec, fixture.settings());
  }

  private static CompletionStage<Done> receive(List<String> received) {
    return source(HookedCodec.create())
        .runWith(Sink.foreach(received::add), fixture.materializer());
  }

  /** Throws any exception, declared or not, as codecs written in other languages may. */
  @SuppressWarnings("unchecked")
  private static <R, E extends Throwable> R fail(Throwable failure) throws E {
    throw (E) failure;
  }
}
