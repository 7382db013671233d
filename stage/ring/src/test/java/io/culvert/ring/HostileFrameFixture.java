package io.culvert.ring;

import static io.culvert.ring.RingMessages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ring with one valid message, after which a test publishes frames that no writer stores. */
abstract class HostileFrameFixture {

  static final int CAPACITY = RingDescriptor.MIN_CAPACITY;

  final TestRing ring = TestRing.heap(CAPACITY, 0);
  final RingWriter writer = ring.attachWriter();
  final RingReader reader = ring.attachReader();

  @BeforeEach
  void writeValidMessage() {
    offer(writer, 1, 5);
  }

  @AfterEach
  void close() {
    ring.close();
  }

  /** Publishes a message of 16 bytes with this header; returns its position. */
  long publishCorruptFrame(int type, int flags, int length) {
    long at = publishMessage();
    ring.corruptFrame(at, type, flags, length);
    return at;
  }

  /** Publishes a message of 16 bytes; returns its position. */
  long publishMessage() {
    long at = writer.position();
    offer(writer, 2, 16);
    return at;
  }

  int payloadOffset(long position) {
    return ring.frameOffset(position) + FrameDescriptor.HEADER;
  }

  void assertCorrupt(long position, String field, long value) {
    long head = ring.head();
    long before = reader.position();
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(CorruptRingException.class)
          .isThrownBy(reader::read)
          .withMessageContaining("field=" + field)
          .withMessageContaining("found=" + value)
          .withMessageContaining("wanted=")
          .withMessageContaining("position=" + position)
          .withMessageContaining("file=heap")
          .satisfies(
              e -> {
                assertThat(e.field()).isEqualTo(field);
                assertThat(e.value()).isEqualTo(value);
                assertThat(e.position()).isEqualTo(position);
              });
    }
    assertThat(reader.position()).isEqualTo(before);
    assertThat(ring.head()).isEqualTo(head);
  }
}
