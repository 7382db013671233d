package io.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages whose bytes depend on their number, so that a test can recognize a message. */
public final class Messages {

  private Messages() {}

  /** Returns message {@code number} of this length. */
  public static UnsafeBuffer message(int number, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = byteAt(number, i);
    }
    return new UnsafeBuffer(bytes);
  }

  public static void assertIsMessage(DirectBuffer found, int number, int length) {
    assertThat(found.capacity()).as("length of message %d", number).isEqualTo(length);
    for (int i = 0; i < length; i++) {
      if (found.getByte(i) != byteAt(number, i)) {
        assertThat(found.getByte(i))
            .as("byte %d of message %d", i, number)
            .isEqualTo(byteAt(number, i));
      }
    }
  }

  private static byte byteAt(int number, int index) {
    return (byte) (number * 31 + index * 7 + (index >>> 8) + 1);
  }
}
