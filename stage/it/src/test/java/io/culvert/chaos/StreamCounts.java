package io.culvert.chaos;

/**
 * The counts of one or more streams.
 *
 * @param published elements that were published, by the writers' journals
 * @param lost elements that were published and are in no reader's journal
 * @param duplicated elements that the successor of a killed reader received again
 * @param outsideWindow duplicated elements that must not be received again
 * @param torn elements that were received incomplete
 * @param reordered elements received in another order than published, or twice by one reader
 * @param misled resume tokens from which a writer did not continue correctly
 */
record StreamCounts(
    long published,
    long lost,
    long duplicated,
    long outsideWindow,
    long torn,
    long reordered,
    long misled) {

  static final StreamCounts NONE = new StreamCounts(0, 0, 0, 0, 0, 0, 0);

  StreamCounts plus(StreamCounts other) {
    return new StreamCounts(
        published + other.published,
        lost + other.lost,
        duplicated + other.duplicated,
        outsideWindow + other.outsideWindow,
        torn + other.torn,
        reordered + other.reordered,
        misled + other.misled);
  }

  /** Returns whether the counts are what Culvert promises. */
  boolean isAsPromised() {
    return lost == 0 && outsideWindow == 0 && torn == 0 && reordered == 0 && misled == 0;
  }
}
