package io.culvert.bench.statistics;

/** The statement that an interval of a ratio allows. */
public enum Verdict {
  /** The whole interval lies above 1. */
  FASTER("faster"),
  /** The interval contains 1: the measurement shows no difference. */
  NO_DIFFERENCE("no difference"),
  /** The whole interval lies below 1. */
  SLOWER("slower");

  private final String text;

  Verdict(String text) {
    this.text = text;
  }

  /** Returns the verdict on a rate divided by that of the base. */
  public static Verdict of(Interval ratio) {
    if (ratio.contains(1)) {
      return NO_DIFFERENCE;
    }
    return ratio.low() > 1 ? FASTER : SLOWER;
  }

  @Override
  public String toString() {
    return text;
  }
}
