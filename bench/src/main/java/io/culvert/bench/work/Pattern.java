package io.culvert.bench.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * What a payload of some size looks like: eight bytes with its number, then bytes that are the same
 * in all of them. So a receiver can tell which it must be and what must be in it, without asking
 * the sender.
 */
public final class Pattern {

  /** Room for the number. */
  public static final int MIN_SIZE = Long.BYTES;

  private static final long SEED = 0x43756C76657274L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] template;
  private final long sumOfRest;

  /**
   * The pattern for payloads of a size.
   *
   * @param size bytes, a multiple of 8
   * @throws IllegalArgumentException when it is none
   */
  public Pattern(int size) {
    if (!isSize(size)) {
      throw new IllegalArgumentException("size must be a positive multiple of 8: size=" + size);
    }
    template = new byte[size];
    new Random(SEED).nextBytes(template);
    LONGS.set(template, 0, 0L);
    sumOfRest = sum(template);
  }

  /**
   * Whether payloads may have this size.
   *
   * @param size bytes
   * @return true when they may
   */
  public static boolean isSize(int size) {
    return size >= MIN_SIZE && size % Long.BYTES == 0;
  }

  /**
   * Size of each payload.
   *
   * @return bytes
   */
  public int size() {
    return template.length;
  }

  /**
   * A new payload.
   *
   * @param number its number
   * @return an array of its own
   */
  public byte[] payload(long number) {
    byte[] payload = template.clone();
    LONGS.set(payload, 0, number);
    return payload;
  }

  /**
   * Checks a payload: its length, its number, and the sum of all its bytes, eight at a time.
   *
   * @param payload the payload
   * @param number the number that it must have
   * @throws IllegalStateException when it is another one, or not whole
   */
  public void check(byte[] payload, long number) {
    if (payload.length != template.length) {
      throw new IllegalStateException(
          "payload has another length: expected=" + template.length + ", found=" + payload.length);
    }
    long found = number(payload);
    if (found != number) {
      throw new IllegalStateException(
          "payload lost, repeated or reordered: expected=" + number + ", found=" + found);
    }
    if (sum(payload) != sumOfRest + number) {
      throw new IllegalStateException("payload is not whole: number=" + number);
    }
  }

  /**
   * The number in a payload.
   *
   * @param payload the payload
   * @return its number
   */
  public static long number(byte[] payload) {
    return (long) LONGS.get(payload, 0);
  }

  private static long sum(byte[] payload) {
    long sum = 0;
    for (int offset = 0; offset < payload.length; offset += Long.BYTES) {
      sum += (long) LONGS.get(payload, offset);
    }
    return sum;
  }
}
