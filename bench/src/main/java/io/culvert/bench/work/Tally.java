package io.culvert.bench.work;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * The consumer at the receiving side, the same for all contenders: checks each payload and counts.
 * To be used by one thread at a time; the count may be read by any.
 */
public final class Tally implements Consumer<byte[]> {

  private static final VarHandle COUNT;

  static {
    try {
      COUNT = MethodHandles.lookup().findVarHandle(Tally.class, "count", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Pattern pattern;
  private long count;

  /**
   * A tally of payloads.
   *
   * @param pattern what they must look like
   */
  public Tally(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Takes the next payload.
   *
   * @param payload the payload
   * @throws IllegalStateException when it is not the one that must come, or not whole
   */
  @Override
  public void accept(byte[] payload) {
    long number = count;
    pattern.check(payload, number);
    // Opaque: a reader in another thread sees it some time, and the store costs no more than any.
    COUNT.setOpaque(this, number + 1);
  }

  /**
   * How many payloads have come, each of them as it must be.
   *
   * @return a number
   */
  public long count() {
    return (long) COUNT.getOpaque(this);
  }
}
