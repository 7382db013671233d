package io.culvert.chaos;

import java.util.List;

/**
 * The verdict on a stream that has ended, from the journals of its writers and readers. It knows
 * nothing of rings.
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
   * Counts the faults of a stream.
   *
   * @param writers the journals of the writers, in the order of their starts
   * @param readers the journals of the readers, in the order of their starts
   * @param window how many elements may be received again after the death of a reader
   */
  static StreamCounts of(List<long[]> writers, List<Reader> readers, long window) {
    Verdict verdict = new Verdict(window);
    long published = verdict.followWriters(writers);
    verdict.followReaders(readers, published);
    return new StreamCounts(
        published,
        verdict.lost,
        verdict.duplicated,
        verdict.outsideWindow,
        verdict.torn,
        verdict.reordered,
        verdict.misled);
  }

  /** Returns the number of published elements. */
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
        // The last element may have been published or not; all before it were published.
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
          last++; // it takes the place of one element
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
    reordered += Math.max(0, last + 1 - published); // more than were published
  }

  /** Counts repetitions: a new reader begins with this number, its predecessors reached last. */
  private void countRepeated(long last, long number, long committed) {
    long repeated = Math.max(0, last + 1 - number);
    long confirmed = Math.max(0, committed + 1 - number);
    duplicated += repeated;
    outsideWindow += Math.max(Math.max(0, repeated - window), confirmed);
  }
}
