package io.culvert.bench.work;

import java.util.function.Consumer;

/**
 * The consumer at the receiving side, the same for all contenders. It checks each payload and
 * counts them. For one thread at a time.
 */
public final class Tally implements Consumer<byte[]> {

  private final Pattern pattern;
  private final Counters counters;
  private final int index;
  private long count;

  /** Creates a tally that stores its count in one of the counters. */
  public Tally(Pattern pattern, Counters counters, int index) {
    this.pattern = pattern;
    this.counters = counters;
    this.index = index;
  }

  /**
   * Takes the next payload.
   *
   * @throws IllegalStateException if it is not the next one, or is damaged
   */
  @Override
  public void accept(byte[] payload) {
    pattern.check(payload, count);
    counters.set(index, ++count);
  }

  /** Returns how many payloads arrived, all of them correct; exact after the receiver has ended. */
  public long count() {
    return count;
  }
}
