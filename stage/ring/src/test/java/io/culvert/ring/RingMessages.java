package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.testing.Messages;

/** Writes and reads {@link Messages}. */
public final class RingMessages {

  private RingMessages() {}

  public static void offer(RingWriter writer, int number, int length) {
    assertThat(writer.offer(Messages.message(number, length), 0, length))
        .as("room for a message")
        .isTrue();
  }

  /** Offers {@code count} messages of this length, which {@link #read} reads. */
  public static void offerAll(RingWriter writer, int count, int length) {
    for (int i = 0; i < count; i++) {
      offer(writer, i, length);
    }
  }

  /** Fails unless the next message is this one; does not release it. */
  public static void assertReads(RingReader reader, int number, int length) {
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    Messages.assertIsMessage(reader.payload(), number, length);
  }

  /** Reads {@code count} messages of this length; returns the end position of each. */
  public static long[] read(RingReader reader, int count, int length) {
    long[] ends = new long[count];
    for (int i = 0; i < count; i++) {
      assertReads(reader, i, length);
      ends[i] = reader.position();
    }
    return ends;
  }
}
