package io.culvert.ring;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What both sides of a ring must agree on, and how long a message this side takes.
 *
 * @param capacity size of the data area in bytes, a power of two from 64 KiB to 1 GiB
 * @param maxMessageSize longest message of this side in bytes, at least 1; it may be larger than
 *     the capacity
 * @param codecName what the payloads are, at most 128 bytes of UTF-8
 * @param codecFingerprint a number that changes with the encoding
 */
public record RingSpec(int capacity, int maxMessageSize, String codecName, long codecFingerprint) {

  /**
   * A checked specification.
   *
   * @param capacity size of the data area in bytes
   * @param maxMessageSize longest message of this side in bytes
   * @param codecName what the payloads are
   * @param codecFingerprint a number that changes with the encoding
   * @throws IllegalArgumentException when a value is out of its range
   * @throws NullPointerException when the codec name is null
   */
  public RingSpec {
    if (!RingLayout.isCapacity(capacity)) {
      throw new IllegalArgumentException(
          "capacity must be a power of two from "
              + RingLayout.MIN_CAPACITY
              + " to "
              + RingLayout.MAX_CAPACITY
              + ": capacity="
              + capacity);
    }
    if (maxMessageSize < 1) {
      throw new IllegalArgumentException(
          "max-message-size must be positive: max-message-size=" + maxMessageSize);
    }
    Objects.requireNonNull(codecName, "codecName");
    int nameLength = codecName.getBytes(StandardCharsets.UTF_8).length;
    if (nameLength == 0 || nameLength > RingLayout.CODEC_NAME_LIMIT) {
      throw new IllegalArgumentException(
          "codec name must have 1 to "
              + RingLayout.CODEC_NAME_LIMIT
              + " bytes: bytes="
              + nameLength
              + ", name="
              + codecName);
    }
  }

  /**
   * A ring of plain bytes, as {@code Codecs.bytes()} writes them, with messages of up to a quarter
   * of the capacity.
   *
   * @param capacity size of the data area in bytes
   * @return the specification
   * @throws IllegalArgumentException when the capacity is not a power of two from 64 KiB to 1 GiB
   */
  public static RingSpec ofBytes(int capacity) {
    return new RingSpec(capacity, Math.max(1, capacity / 4), "bytes", 1);
  }

  /**
   * The same with another limit.
   *
   * @param bytes longest message in bytes
   * @return the changed specification
   * @throws IllegalArgumentException when it is not positive
   */
  public RingSpec withMaxMessageSize(int bytes) {
    return new RingSpec(capacity, bytes, codecName, codecFingerprint);
  }

  /**
   * The same with another codec.
   *
   * @param name what the payloads are
   * @param fingerprint a number that changes with the encoding
   * @return the changed specification
   * @throws IllegalArgumentException when the name is empty or too long
   */
  public RingSpec withCodec(String name, long fingerprint) {
    return new RingSpec(capacity, maxMessageSize, name, fingerprint);
  }
}
