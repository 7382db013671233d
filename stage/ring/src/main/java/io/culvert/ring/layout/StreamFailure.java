package io.culvert.ring.layout;

import io.culvert.annotation.InternalApi;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The description of a failure that crosses a ring: text only. Nothing is deserialised, so a sender
 * cannot choose a class to load. Each text is truncated to a fixed limit.
 *
 * @param className the name of the exception's class
 * @param message the message of the exception; empty if it had none
 * @param stackDigest the topmost stack frames, one per line
 */
public record StreamFailure(String className, String message, String stackDigest) {

  private static final int CLASS_NAME_LIMIT = 256;
  private static final int MESSAGE_LIMIT = 1024;
  private static final int DIGEST_LIMIT = 736;
  private static final int DIGEST_FRAMES = 8;

  /** The longest encoding, in bytes. */
  public static final int ENCODED_LIMIT =
      CLASS_NAME_LIMIT + MESSAGE_LIMIT + DIGEST_LIMIT + 3 * Short.BYTES;

  /**
   * Creates a description from its texts, each truncated to its limit.
   *
   * @param className the name of the exception's class
   * @param message the message of the exception
   * @param stackDigest the topmost stack frames
   * @throws NullPointerException if one of them is null
   */
  public StreamFailure {
    className = truncate(Objects.requireNonNull(className, "className"), CLASS_NAME_LIMIT);
    message = truncate(Objects.requireNonNull(message, "message"), MESSAGE_LIMIT);
    stackDigest = truncate(Objects.requireNonNull(stackDigest, "stackDigest"), DIGEST_LIMIT);
  }

  /**
   * Describes an exception.
   *
   * @param failure the exception
   * @return its class name, its message and its topmost stack frames
   */
  public static StreamFailure of(Throwable failure) {
    return new StreamFailure(failure.getClass().getName(), message(failure), digest(failure));
  }

  /**
   * Describes an exception in one line, in the form that a reader stores as its reason.
   *
   * @param failure the exception
   * @return its class name, a colon, and its message if it has one
   */
  public static String line(Throwable failure) {
    return failure.getClass().getName() + ": " + message(failure);
  }

  private static String message(Throwable failure) {
    return failure.getMessage() == null ? "" : failure.getMessage();
  }

  private static String digest(Throwable failure) {
    StringBuilder digest = new StringBuilder();
    StackTraceElement[] frames = failure.getStackTrace();
    for (int i = 0; i < Math.min(DIGEST_FRAMES, frames.length); i++) {
      digest.append(i == 0 ? "" : "\n").append(frames[i]);
    }
    return digest.toString();
  }

  /** Truncates a text to a number of bytes, never inside a character. */
  @InternalApi
  public static String truncate(String text, int limit) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= limit) {
      return text;
    }
    int end = limit;
    while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  @InternalApi
  public int encode(MutableDirectBuffer buffer) {
    int end = put(buffer, 0, className);
    end = put(buffer, end, message);
    return put(buffer, end, stackDigest);
  }

  private static int put(MutableDirectBuffer buffer, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putShort(offset, (short) bytes.length);
    buffer.putBytes(offset + Short.BYTES, bytes);
    return offset + Short.BYTES + bytes.length;
  }

  /** Decodes a payload. Returns null if its lengths are invalid. */
  @InternalApi
  public static StreamFailure decode(DirectBuffer buffer, int length) {
    String[] texts = new String[3];
    int offset = 0;
    for (int i = 0; i < texts.length; i++) {
      if (offset + Short.BYTES > length) {
        return null;
      }
      int textLength = buffer.getShort(offset) & 0xFFFF;
      offset += Short.BYTES;
      if (textLength > length - offset) {
        return null;
      }
      byte[] bytes = new byte[textLength];
      buffer.getBytes(offset, bytes);
      texts[i] = new String(bytes, StandardCharsets.UTF_8);
      offset += textLength;
    }
    return new StreamFailure(texts[0], texts[1], texts[2]);
  }
}
