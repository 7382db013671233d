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

  /** Fails unless the next message is this one; does not release it. */
  public static void assertReads(RingReader reader, int number, int length) {
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    Messages.assertIsMessage(reader.payload(), number, length);
  }
}
