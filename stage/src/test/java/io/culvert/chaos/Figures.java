package io.culvert.chaos;

/**
 * What is counted.
 *
 * @param published elements, by the writers' journals
 * @param lost published, and in no reader's journal
 * @param duplicated received again by the successor of a killed reader
 * @param outsideWindow of those, the ones that must not come again
 * @param torn received, but not whole
 * @param reordered received in another order than published, or twice by one reader
 * @param misled tokens that did not say where to go on
 */
record Figures(
    long published,
    long lost,
    long duplicated,
    long outsideWindow,
    long torn,
    long reordered,
    long misled) {

  static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0);

  Figures plus(Figures other) {
    return new Figures(
        published + other.published,
        lost + other.lost,
        duplicated + other.duplicated,
        outsideWindow + other.outsideWindow,
        torn + other.torn,
        reordered + other.reordered,
        misled + other.misled);
  }

  /** Whether everything is as promised. */
  boolean isGood() {
    return lost == 0 && outsideWindow == 0 && torn == 0 && reordered == 0 && misled == 0;
  }
}
