package io.culvert.ring;

import java.util.Random;

/** The seed of the random numbers of a test. It is printed, so that a failure can be repeated. */
public final class Seed {

  private static final String PROPERTY = "culvert.test.seed";

  private final String test;
  private final long value;

  private Seed(String test, long value) {
    this.test = test;
    this.value = value;
  }

  /** Returns the seed of the command line, or a new one if it gives none. */
  public static Seed of(Class<?> test) {
    Seed seed =
        new Seed(test.getSimpleName(), Long.getLong(PROPERTY, new Random().nextInt() & 0xFFFFFFFL));
    System.out.println(seed);
    return seed;
  }

  /** Returns the random numbers of a round; each round has its own. */
  public Random random(int round) {
    return new Random(value * 1_000_003 + round);
  }

  @Override
  public String toString() {
    return test + ": -D" + PROPERTY + "=" + value;
  }
}
