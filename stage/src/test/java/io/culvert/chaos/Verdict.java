package io.culvert.chaos;

import java.util.List;

/**
 * Judges a stream that has ended by the journals of its writers and readers. It knows nothing of
 * rings.
 */
final class Verdict {

  private final long window;

  private long lost;
  private long duplicated;
  private long outsideWindow;
  private long torn;
  private long reordered;
  private long misled;

  private Verdict(long window) {
    this.window = window;
  }

  /**
   * The journals of one reader.
   *
   * @param received the numbers, or {@link ReaderMain#TORN}
   * @param committed the numbers whose commits were confirmed
   */
  record Reader(long[] received, long[] committed) {}

  /**
   * Judges.
   *
   * @param writers the journals of the writers, in the order of their lives
   * @param readers those of the readers, likewise
   * @param window how many elements may come again after a death
   */
  static Figures of(List<long[]> writers, List<Reader> readers, long window) {
    Verdict verdict = new Verdict(window);
    long published = verdict.followWriters(writers);
    verdict.followReaders(readers, published);
    return new Figures(
        published,
        verdict.lost,
        verdict.duplicated,
        verdict.outsideWindow,
        verdict.torn,
        verdict.reordered,
        verdict.misled);
  }

  /** Gives the number of elements. */
  private long followWriters(List<long[]> writers) {
    long last = -1;
    long certain = -1;
    for (long[] given : writers) {
      if (given.length > 0) {
        long token = given[0];
        if (token < certain || token > last) {
          misled++;
        }
        last = given[given.length - 1];
        // Its last element may have been published, or not; all before it were.
        certain = Math.max(token, last - 1);
      }
    }
    return last + 1;
  }

  private void followReaders(List<Reader> readers, long published) {
    long last = -1;
    long committed = -1;
    for (Reader reader : readers) {
      boolean first = true;
      for (long number : reader.received()) {
        if (number == ReaderMain.TORN) {
          torn++;
          last++; // in the place of one element
        } else {
          if (first) {
            countRepeated(last, number, committed);
          } else if (number <= last) {
            reordered++;
          }
          lost += Math.max(0, number - last - 1);
          last = number;
        }
        first = false;
      }
      for (long number : reader.committed()) {
        committed = Math.max(committed, number);
      }
    }
    lost += Math.max(0, published - last - 1);
    reordered += Math.max(0, last + 1 - published); // more than there are
  }

  /** A new reader begins with this number; its predecessors have come to the last one. */
  private void countRepeated(long last, long number, long committed) {
    long repeated = Math.max(0, last + 1 - number);
    long confirmed = Math.max(0, committed + 1 - number);
    duplicated += repeated;
    outsideWindow += Math.max(Math.max(0, repeated - window), confirmed);
  }
}
