package io.culvert.ring.file;

import io.culvert.ring.layout.RingDescriptor;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The properties of a ring that both sides must agree on, and the maximum message size of this
 * side.
 *
 * @param capacity the size of the data area in bytes, see {@link RingDescriptor#isCapacity}
 * @param maxMessageSize the maximum length of a message in bytes, positive; it may exceed the
 *     capacity
 * @param codecName the name of the codec of the payloads, not empty and at most {@link
 *     RingDescriptor#CODEC_NAME_LIMIT} bytes of UTF-8
 * @param codecFingerprint a number that changes with the encoding
 */
public record RingSpec(int capacity, int maxMessageSize, String codecName, long codecFingerprint) {

  /**
   * Creates a checked specification.
   *
   * @param capacity the size of the data area in bytes
   * @param maxMessageSize the maximum length of a message in bytes
   * @param codecName the name of the codec of the payloads
   * @param codecFingerprint a number that changes with the encoding
   * @throws IllegalArgumentException if a value is out of its range
   * @throws NullPointerException if the codec name is null
   */
  public RingSpec {
    if (!RingDescriptor.isCapacity(capacity)) {
      throw new IllegalArgumentException(
          "capacity must be a power of two from "
              + RingDescriptor.MIN_CAPACITY
              + " to "
              + RingDescriptor.MAX_CAPACITY
              + ": capacity="
              + capacity);
    }
    if (maxMessageSize < 1) {
      throw new IllegalArgumentException(
          "max-message-size must be positive: max-message-size=" + maxMessageSize);
    }
    Objects.requireNonNull(codecName, "codecName");
    int nameLength = codecName.getBytes(StandardCharsets.UTF_8).length;
    if (nameLength == 0 || nameLength > RingDescriptor.CODEC_NAME_LIMIT) {
      throw new IllegalArgumentException(
          "codec name must have 1 to "
              + RingDescriptor.CODEC_NAME_LIMIT
              + " bytes: bytes="
              + nameLength
              + ", name="
              + codecName);
    }
  }

  /**
   * Creates the specification of a ring of plain bytes, as {@code Codecs.bytes()} writes them, with
   * messages of up to a quarter of the capacity.
   *
   * @param capacity the size of the data area in bytes
   * @return the specification
   * @throws IllegalArgumentException if the capacity is invalid
   */
  public static RingSpec ofBytes(int capacity) {
    return new RingSpec(capacity, Math.max(1, capacity / 4), "bytes", 1);
  }

  /**
   * {@return a copy with another maximum message size}
   *
   * @param bytes the maximum length of a message in bytes
   * @throws IllegalArgumentException if the size is not positive
   */
  public RingSpec withMaxMessageSize(int bytes) {
    return new RingSpec(capacity, bytes, codecName, codecFingerprint);
  }

  /**
   * {@return a copy with another codec}
   *
   * @param name the name of the codec
   * @param fingerprint a number that changes with the encoding
   * @throws IllegalArgumentException if the name is empty or too long
   */
  public RingSpec withCodec(String name, long fingerprint) {
    return new RingSpec(capacity, maxMessageSize, name, fingerprint);
  }
}
