package io.culvert.peer.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Result of sweeping a directory. It does not mention files that do not belong to a ring.
 *
 * @param otherAtWork whether another sweep of the directory was running, so that this one did
 *     nothing
 * @param removed rings that have ended or are older than the last boot of the host, unfinished
 *     rings, and sockets
 * @param inUse kept because a process holds a role at the ring: file to role and holder
 * @param notEnded kept for a successor: unused rings whose stream has not ended or is not drained
 * @param notJudged kept because the file is not a readable ring, is a link, belongs to another user
 *     or could not be deleted: file to reason
 */
public record SweepReport(
    boolean otherAtWork,
    List<Path> removed,
    Map<Path, String> inUse,
    List<Path> notEnded,
    Map<Path, String> notJudged) {

  /**
   * Copies the collections.
   *
   * @param otherAtWork whether another sweep was running
   * @param removed removed files
   * @param inUse rings in use
   * @param notEnded rings kept for a successor
   * @param notJudged files of unclear state
   */
  public SweepReport {
    removed = List.copyOf(removed);
    inUse = Map.copyOf(inUse);
    notEnded = List.copyOf(notEnded);
    notJudged = Map.copyOf(notJudged);
  }
}
