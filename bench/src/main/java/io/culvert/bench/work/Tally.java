package io.culvert.bench.work;

import java.util.function.Consumer;

/**
 * The consumer at the receiving side, the same for all contenders: checks each payload and counts.
 * To be used by one thread at a time.
 */
public final class Tally implements Consumer<byte[]> {

  private final Pattern pattern;
  private final Counters counters;
  private final int index;
  private long count;

  /**
   * Creates a tally.
   *
   * @param pattern what payloads must look like
   * @param counters receive the count
   * @param index of its counter
   */
  public Tally(Pattern pattern, Counters counters, int index) {
    this.pattern = pattern;
    this.counters = counters;
    this.index = index;
  }

  /**
   * Takes the next payload.
   *
   * @param payload the payload
   * @throws IllegalStateException if it is not the next one, or not whole
   */
  @Override
  public void accept(byte[] payload) {
    pattern.check(payload, count);
    counters.set(index, ++count);
  }

  /**
   * Returns how many payloads have arrived, each of them as it must be.
   *
   * @return a number; exact once the receiving side has ended
   */
  public long count() {
    return count;
  }
}
