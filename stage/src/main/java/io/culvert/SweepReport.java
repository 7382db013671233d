package io.culvert;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a sweep of a directory has removed, and what it has left and why. Files that are neither
 * rings nor left by the makers and readers of rings are not mentioned.
 *
 * @param otherAtWork whether another sweep of the directory was under way, so that this one has not
 *     looked at anything
 * @param removed rings whose stream has ended or whose host was booted since, unfinished rings, and
 *     sockets
 * @param inUse what was left because somebody has a role at the ring: file to role and holder
 * @param notEnded rings that nobody uses now, and that a successor may go on with: their stream has
 *     not ended or is not drained
 * @param notJudged what was left because it is not a ring that can be read, is a link or is not
 *     ours, or because it could not be deleted: file to the reason
 */
public record SweepReport(
    boolean otherAtWork,
    List<Path> removed,
    Map<Path, String> inUse,
    List<Path> notEnded,
    Map<Path, String> notJudged) {

  /**
   * An unmodifiable report.
   *
   * @param otherAtWork whether another sweep was under way
   * @param removed what was removed
   * @param inUse what is in use, by whom
   * @param notEnded rings that wait for a successor
   * @param notJudged what is unclear, and why
   * @throws NullPointerException when one of them is null
   */
  public SweepReport {
    removed = List.copyOf(removed);
    inUse = Map.copyOf(inUse);
    notEnded = List.copyOf(notEnded);
    notJudged = Map.copyOf(notJudged);
  }
}
