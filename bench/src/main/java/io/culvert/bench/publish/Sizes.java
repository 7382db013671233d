package io.culvert.bench.publish;

/** Sizes as people write them. */
final class Sizes {

  private static final String[] UNITS = {"B", "KiB", "MiB"};
  private static final int STEP = 1024;

  private Sizes() {}

  /** Returns bytes in the largest unit of which they are a whole number. */
  static String text(int bytes) {
    int rest = bytes;
    int unit = 0;
    while (rest >= STEP && rest % STEP == 0 && unit < UNITS.length - 1) {
      rest /= STEP;
      unit++;
    }
    return rest + " " + UNITS[unit];
  }
}
