package io.culvert.bench.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Random;

/**
 * The payloads of some size: eight bytes with a number, then bytes that are the same in all of
 * them. From this a receiver knows which payload must be next and what must be in it, without
 * asking the sender.
 */
public final class Pattern {

  /** Room for the number. */
  private static final int MIN_SIZE = Long.BYTES;

  private static final long SEED = 0x43756C76657274L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] template;
  private final long sumOfRest;

  /**
   * Creates the pattern for payloads of a size.
   *
   * @throws IllegalArgumentException if the size is not a positive multiple of 8
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

  /** Returns whether payloads may have this size. */
  public static boolean isSize(int size) {
    return size >= MIN_SIZE && size % Long.BYTES == 0;
  }

  /** Returns the size of each payload. */
  public int size() {
    return template.length;
  }

  /** Returns the payload with a number, in a new array. */
  public byte[] payload(long number) {
    byte[] payload = template.clone();
    LONGS.set(payload, 0, number);
    return payload;
  }

  /**
   * Checks a payload: its length, its number, and the sum of all its bytes, eight at a time.
   *
   * @throws IllegalStateException if it is not the one with the number, or is damaged
   */
  public void check(byte[] payload, long number) {
    if (payload.length != template.length) {
      throw new IllegalStateException(
          "payload has another length: expected=" + template.length + ", found=" + payload.length);
    }
    long found = (long) LONGS.get(payload, 0);
    if (found != number) {
      throw new IllegalStateException(
          "payload lost, repeated or reordered: expected=" + number + ", found=" + found);
    }
    if (sum(payload) != sumOfRest + number) {
      throw new IllegalStateException("payload is damaged: number=" + number);
    }
  }

  private static long sum(byte[] payload) {
    long sum = 0;
    for (int offset = 0; offset < payload.length; offset += Long.BYTES) {
      sum += (long) LONGS.get(payload, offset);
    }
    return sum;
  }
}
