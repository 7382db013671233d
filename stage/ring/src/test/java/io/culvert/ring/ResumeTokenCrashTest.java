package io.culvert.ring;

import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.RingMemory;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * A writer dies between any two of its stores, and then its successor does. The next writer must
 * find the token that belongs to the tail.
 */
class ResumeTokenCrashTest {

  /** The tokens by the end positions of their messages. */
  private final TreeMap<Long, Long> tokens = new TreeMap<>();

  private void assertFindsTheTokenOfTheTail(byte[] image) {
    RingMemory memory = new RecordedRing(image).memory();
    long tail = memory.tailAcquire();
    try (RingWriter successor = RingWriter.attach(memory)) {
      assertThat(successor.resumePoint().position()).isEqualTo(tail);
      assertThat(successor.resumePoint().token())
          .as("token at tail %d of %s", tail, tokens)
          .isEqualTo(expectedAt(tail));
    }
  }

  private OptionalLong expectedAt(long tail) {
    return tokens.headMap(tail, true).isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(tokens.floorEntry(tail).getValue());
  }

  private void expectToken(RingWriter writer, long token) {
    tokens.put(writer.position(), token);
  }

  private void offer(RingWriter writer, int length, long token) {
    assertThat(writer.offer(message(1, length), 0, length, token)).isTrue();
    expectToken(writer, token);
  }

  private void commit(RingWriter writer) {
    assertThat(writer.claim(8)).isNotNull();
    writer.commit(8);
  }

  private void writeInAllWays(RingMemory memory) {
    RingWriter writer = RingWriter.attach(memory);
    offer(writer, 8, 101);
    RingMessages.offer(writer, 1, 8);
    offer(writer, 8, 102);
    offer(writer, 8, 103);
    commit(writer);
    writer.putToken(104);
    commit(writer);
    writer.putToken(105);
    expectToken(writer, 105);
    commit(writer);
    writer.publish();
    offer(writer, writer.maxClaim() + 1, 106);
    stream(writer, RingReader.attach(memory), 107);
    offer(writer, 8, 108);
    commit(writer);
    writer.putToken(109);
    expectToken(writer, 109);
    writer.complete();
  }

  /** A message larger than the ring, in the middle of which the tail moves. */
  private void stream(RingWriter writer, RingReader reader, long token) {
    int length = 2 * RingDescriptor.MIN_CAPACITY;
    writer.begin(message(1, length), 0, length);
    writer.putToken(token);
    while (!writer.advance()) {
      while (reader.read() == ReadResult.MESSAGE) {
        reader.release();
      }
    }
    expectToken(writer, token);
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    reader.release();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  void shouldFindTokenOfTailWhereverTheWriterDies() {
    RecordedRing ring = RecordedRing.empty();
    writeInAllWays(ring.memory());
    List<byte[]> images = ring.images();
    images.removeIf(image -> hasEnded(image));

    assertThat(images).hasSizeGreaterThan(90);
    assertThat(tokens).hasSize(8);
    images.forEach(this::assertFindsTheTokenOfTheTail);
  }

  @Test
  void shouldHoldMatchingPositionAndTokenInEachSlot() {
    RecordedRing ring = RecordedRing.empty();
    writeInAllWays(ring.memory());

    for (byte[] image : ring.images()) {
      RingMemory memory = new RecordedRing(image).memory();
      for (int slot = 0; slot < RingDescriptor.RESUME_SLOTS; slot++) {
        long position = memory.resumePositionAcquire(slot);
        if (position > 0) {
          assertThat(memory.resumeToken(slot))
              .as("token at %d of %s", position, tokens)
              .isEqualTo(tokens.get(position));
        }
      }
    }
  }

  private static boolean hasEnded(byte[] image) {
    RingMemory memory = new RecordedRing(image).memory();
    long tail = memory.tailAcquire();
    int last = RingDescriptor.DATA_OFFSET + (int) (tail - 8) % RingDescriptor.MIN_CAPACITY;
    return tail > 0
        && memory.buffer().getLong(last) == FrameDescriptor.header(FrameDescriptor.COMPLETED, 0, 0);
  }

  /** The images of a third token: both slots have one, and one of them is overwritten. */
  private List<byte[]> imagesOfTheThirdToken() {
    RecordedRing before = RecordedRing.empty();
    RingWriter writer = RingWriter.attach(before.memory());
    offer(writer, 8, 101);
    offer(writer, 8, 102);
    List<byte[]> images = before.images();
    RecordedRing ring = new RecordedRing(images.get(images.size() - 1));
    RingWriter.attach(ring.memory()).offer(message(1, 8), 0, 8, 103);
    return ring.images();
  }

  private void killSuccessorDuring(Consumer<RingWriter> use) {
    for (byte[] image : imagesOfTheThirdToken()) {
      tokens.clear();
      tokens.put(16L, 101L);
      tokens.put(32L, 102L);
      RecordedRing ring = new RecordedRing(image);
      if (ring.memory().tailAcquire() == 48) {
        tokens.put(48L, 103L);
      }
      RingWriter successor = RingWriter.attach(ring.memory());
      use.accept(successor);
      ring.images().forEach(this::assertFindsTheTokenOfTheTail);
    }
  }

  /** The successor publishes up to the position of the dead writer's unpublished token. */
  @Test
  void shouldNotRevealUnpublishedTokenLater() {
    killSuccessorDuring(
        successor -> {
          for (int i = 0; i < 3; i++) {
            RingMessages.offer(successor, i, 8);
          }
        });
  }

  @Test
  void shouldFindTokenOfTailWhenSuccessorDiesToo() {
    killSuccessorDuring(
        successor -> {
          offer(successor, 8, 201);
          offer(successor, 8, 202);
          offer(successor, 8, 203);
        });
  }
}
