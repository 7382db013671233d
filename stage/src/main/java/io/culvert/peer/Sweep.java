package io.culvert.peer;

import java.nio.file.Path;
import java.util.List;

/**
 * INTERNAL API. What the {@link Janitor} has found in a directory and what it has done about it.
 *
 * @param otherAtWork whether somebody else was cleaning, so that nothing was done
 * @param findings one for each file that was looked at
 */
public record Sweep(boolean otherAtWork, List<Finding> findings) {

  /** What becomes of a file. */
  public enum Fate {
    /** Deleted. */
    REMOVED,
    /** Left, because somebody has a role at its ring. */
    IN_USE,
    /** Left, because its stream has not ended or is not drained. */
    NOT_ENDED,
    /** Left, because it could not be told what it is, or it could not be deleted. */
    NOT_JUDGED
  }

  /**
   * One file.
   *
   * @param file the file
   * @param fate what has become of it
   * @param why the reason, for people
   */
  public record Finding(Path file, Fate fate, String why) {}

  static Sweep byOther() {
    return new Sweep(true, List.of());
  }
}
