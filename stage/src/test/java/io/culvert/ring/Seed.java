package io.culvert.ring;

import java.util.Random;

/** Where the random numbers of a test come from: printed, so that a failure can be repeated. */
final class Seed {

  private static final String PROPERTY = "culvert.test.seed";

  private final String test;
  private final long value;

  private Seed(String test, long value) {
    this.test = test;
    this.value = value;
  }

  /** A new seed, or the one that the command line gives. */
  static Seed of(Class<?> test) {
    Seed seed =
        new Seed(test.getSimpleName(), Long.getLong(PROPERTY, new Random().nextInt() & 0xFFFFFFFL));
    System.out.println(seed);
    return seed;
  }

  /** The random numbers of one round; another one has others. */
  Random random(int round) {
    return new Random(value * 1_000_003 + round);
  }

  @Override
  public String toString() {
    return test + ": -D" + PROPERTY + "=" + value;
  }
}
