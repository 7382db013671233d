package io.culvert.ring.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class StreamFailureTest {

  private static StreamFailure throughBytes(StreamFailure failure) {
    UnsafeBuffer bytes = new UnsafeBuffer(new byte[StreamFailure.ENCODED_LIMIT]);
    return StreamFailure.decode(bytes, failure.encode(bytes));
  }

  @Test
  void shouldTakeTextsOfException() {
    Throwable thrown = new IllegalStateException("what");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("a.B", "c", "B.java", 7),
          new StackTraceElement("d.E", "f", "E.java", 9)
        });

    assertThat(StreamFailure.of(thrown))
        .isEqualTo(
            new StreamFailure(
                "java.lang.IllegalStateException", "what", "a.B.c(B.java:7)\nd.E.f(E.java:9)"));
  }

  @Test
  void shouldHaveEmptyMessageWhenExceptionHasNone() {
    assertThat(StreamFailure.of(new IllegalStateException()).message()).isEmpty();
  }

  @Test
  void shouldDescribeExceptionInOneLine() {
    assertThat(StreamFailure.line(new IllegalStateException("what")))
        .isEqualTo("java.lang.IllegalStateException: what");
    assertThat(StreamFailure.line(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException: ");
  }

  @Test
  void shouldLimitStackDigestToEightFrames() {
    Throwable deep = new IllegalStateException();
    StackTraceElement[] frames = new StackTraceElement[50];
    Arrays.setAll(frames, i -> new StackTraceElement("A", "b", "A.java", i + 1));
    deep.setStackTrace(frames);
    assertThat(StreamFailure.of(deep).stackDigest().lines())
        .hasSize(8)
        .last()
        .isEqualTo("A.b(A.java:8)");
  }

  @Test
  void shouldTruncateTextsAtTheirLimits() {
    StreamFailure failure = new StreamFailure("x".repeat(300), "y".repeat(1100), "z".repeat(800));
    assertThat(failure.className()).hasSize(256);
    assertThat(failure.message()).hasSize(1024);
    assertThat(failure.stackDigest()).hasSize(736);
    assertThat(throughBytes(failure)).isEqualTo(failure);
    assertThat(FrameDescriptor.span(StreamFailure.ENCODED_LIMIT))
        .isLessThanOrEqualTo(FrameDescriptor.TERMINAL_LIMIT);
  }

  @Test
  void shouldRejectNullTexts() {
    assertThatNullPointerException().isThrownBy(() -> new StreamFailure(null, "", ""));
    assertThatNullPointerException().isThrownBy(() -> new StreamFailure("", null, ""));
    assertThatNullPointerException().isThrownBy(() -> new StreamFailure("", "", null));
  }

  @Property(tries = 300)
  void shouldDecodeTextsThatWereEncoded(
      @ForAll @StringLength(max = 400) String className,
      @ForAll @StringLength(max = 400) String message,
      @ForAll @StringLength(max = 400) String digest) {
    StreamFailure failure = new StreamFailure(className, message, digest);
    StreamFailure again = throughBytes(failure);
    assertThat(again.message().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(failure.message().getBytes(StandardCharsets.UTF_8));
    assertThat(throughBytes(again)).isEqualTo(again);
  }

  @Property(tries = 1000)
  void shouldTruncateToAPrefixWithinTheLimit(
      @ForAll @StringLength(max = 40) String text, @ForAll @IntRange(max = 50) int limit) {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    byte[] cut = StreamFailure.truncate(text, limit).getBytes(StandardCharsets.UTF_8);
    assertThat(cut.length).isLessThanOrEqualTo(limit);
    assertThat(Arrays.copyOf(whole, cut.length)).isEqualTo(cut);
    assertThat(cut.length).isGreaterThan(Math.min(limit, whole.length) - 4);
  }
}
