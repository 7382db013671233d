package io.culvert.bench.contender.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrameReaderTest {

  private static final List<byte[]> PAYLOADS =
      List.of(new byte[] {1, 2, 3}, new byte[0], new byte[] {-4}, new byte[300]);
  private static final byte[] STREAM = Frames.join(PAYLOADS);

  private final FrameReader reader = new FrameReader();
  private final List<byte[]> received = new ArrayList<>();

  static IntStream cuts() {
    return IntStream.rangeClosed(0, STREAM.length);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void shouldReadAllWhenStreamIsCutAtAnyByte(int cut) {
    read(0, cut);
    read(cut, STREAM.length);
    requireAll();
  }

  @Test
  void shouldReadAllWhenEveryByteIsAPiece() {
    for (int i = 0; i < STREAM.length; i++) {
      read(i, i + 1);
    }
    requireAll();
  }

  @Test
  void shouldReadAllWhenPiecesAreDirect() {
    ByteBuffer direct = ByteBuffer.allocateDirect(STREAM.length).put(STREAM).flip();
    reader.feed(direct);
    drain();
    requireAll();
  }

  @Test
  void shouldReadAllWhenOneBufferIsFilledAgain() {
    ByteBuffer buffer = ByteBuffer.allocate(7);
    for (int begin = 0; begin < STREAM.length; begin += buffer.capacity()) {
      buffer.clear();
      buffer.put(STREAM, begin, Math.min(buffer.capacity(), STREAM.length - begin));
      reader.feed(buffer.flip());
      drain();
    }
    requireAll();
  }

  @Test
  void shouldNotBeAtBoundaryWhenFrameIsIncomplete() {
    for (int end = 1; end < Frames.length(PAYLOADS.get(0)); end++) {
      FrameReader fresh = new FrameReader();
      fresh.feed(ByteBuffer.wrap(STREAM, 0, end));
      assertThat(fresh.next()).isNull();
      assertThat(fresh.isAtBoundary()).isFalse();
    }
  }

  @Test
  void shouldRefusePieceWhenLastOneIsUnread() {
    reader.feed(ByteBuffer.wrap(STREAM));
    assertThatIllegalStateException().isThrownBy(() -> reader.feed(ByteBuffer.wrap(STREAM)));
  }

  private void read(int begin, int end) {
    reader.feed(ByteBuffer.wrap(STREAM, begin, end - begin));
    drain();
  }

  private void drain() {
    for (byte[] payload = reader.next(); payload != null; payload = reader.next()) {
      received.add(payload);
    }
  }

  private void requireAll() {
    assertThat(received).containsExactlyElementsOf(PAYLOADS);
    assertThat(reader.isAtBoundary()).isTrue();
  }
}
