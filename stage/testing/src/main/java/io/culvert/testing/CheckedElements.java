package io.culvert.testing;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * Elements of mixed sizes that carry their number and a checksum. A receiver can tell whether an
 * element is lost, duplicated, reordered or torn. The same seed gives the same elements in every
 * JVM.
 */
public final class CheckedElements {

  private static final int OVERHEAD = Long.BYTES + Integer.BYTES;
  private static final int SMALL = 100;
  private static final int MEDIUM = 3_000;
  private static final int LARGE = 300_000;

  private final long seed;
  private final Lengths lengths;
  private final CRC32C crc = new CRC32C();

  /** The length of each element without its number and checksum. */
  @FunctionalInterface
  public interface Lengths {

    /** Returns the length; it must depend only on the number and the given random numbers. */
    int of(long number, SplittableRandom random);
  }

  /** Creates small elements, some medium ones, and a few that are larger than a small ring. */
  public CheckedElements(long seed) {
    this(seed, CheckedElements::length);
  }

  /** Creates elements of other lengths. */
  public CheckedElements(long seed, Lengths lengths) {
    this.seed = seed;
    this.lengths = lengths;
  }

  /** Returns the number that an element carries, or -1 if it is too short for one. */
  public static long number(byte[] element) {
    return element.length < Long.BYTES ? -1 : ByteBuffer.wrap(element).getLong(0);
  }

  /** Returns the element with this number. */
  public byte[] element(long number) {
    SplittableRandom random = new SplittableRandom(seed + number);
    byte[] payload = new byte[lengths.of(number, random)];
    random.nextBytes(payload);
    ByteBuffer element = ByteBuffer.allocate(payload.length + OVERHEAD);
    element.putLong(number).put(payload).putInt(checksum(element.array(), element.position()));
    return element.array();
  }

  private static int length(long number, SplittableRandom random) {
    if (number % 10_000 == 9_999) {
      return random.nextInt(LARGE);
    }
    return random.nextInt(number % 50 == 49 ? MEDIUM : SMALL);
  }

  /** Fails if this is not the complete element with this number. */
  public void check(byte[] element, long number) {
    ByteBuffer bytes = ByteBuffer.wrap(element);
    int end = element.length - Integer.BYTES;
    if (end < Long.BYTES
        || bytes.getLong(0) != number
        || bytes.getInt(end) != checksum(element, end)) {
      throw new AssertionError(
          "not the element wanted: wanted="
              + number
              + ", found="
              + (end < Long.BYTES ? "none" : bytes.getLong(0))
              + ", length="
              + element.length
              + ", seed="
              + seed);
    }
  }

  private int checksum(byte[] bytes, int length) {
    crc.reset();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
