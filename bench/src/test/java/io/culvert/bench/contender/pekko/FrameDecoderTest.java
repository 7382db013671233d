package io.culvert.bench.contender.pekko;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.frame.Frames;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameDecoderTest {

  private static final List<byte[]> PAYLOADS =
      List.of(new byte[] {1, 2, 3}, new byte[] {4}, new byte[20]);
  private static final byte[] STREAM = Frames.join(PAYLOADS);

  private static ActorSystem system;

  @BeforeAll
  static void start() {
    system = Systems.create();
  }

  @AfterAll
  static void terminate() {
    system.terminate();
  }

  static IntStream cuts() {
    return IntStream.rangeClosed(0, STREAM.length);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void shouldDecodeAllWhenElementsAreCutAtAnyByte(int cut) throws Exception {
    assertThat(decode(piece(0, cut), piece(cut, STREAM.length)))
        .containsExactlyElementsOf(PAYLOADS);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void shouldDecodeAllWhenElementIsMadeOfTwo(int cut) throws Exception {
    assertThat(decode(piece(0, cut).concat(piece(cut, STREAM.length))))
        .containsExactlyElementsOf(PAYLOADS);
  }

  @Test
  void shouldFailWhenStreamEndsWithinAFrame() {
    assertThatThrownBy(() -> decode(piece(0, STREAM.length - 1)))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("the stream ends within a frame");
  }

  private static ByteString piece(int begin, int end) {
    return ByteString.fromArray(Arrays.copyOfRange(STREAM, begin, end));
  }

  private static List<byte[]> decode(ByteString... elements) throws Exception {
    return Source.from(List.of(elements))
        .via(new FrameDecoder())
        .runWith(Sink.seq(), system)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }
}
