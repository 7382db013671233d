package io.culvert.peer;

import io.culvert.peer.sweep.SweepReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One file of a sweep's report.
 *
 * @param file the file
 * @param fate what became of it
 * @param why the reason; null if the report has none
 */
public record Finding(Path file, Fate fate, String why) {

  /** The part of the report that a file is in. */
  public enum Fate {
    REMOVED,
    IN_USE,
    NOT_ENDED,
    NOT_JUDGED
  }

  /** Returns the files of a report in the order of their names. */
  public static List<Finding> of(SweepReport report) {
    List<Finding> findings = new ArrayList<>();
    report.removed().forEach(file -> findings.add(new Finding(file, Fate.REMOVED, null)));
    report.inUse().forEach((file, why) -> findings.add(new Finding(file, Fate.IN_USE, why)));
    report.notEnded().forEach(file -> findings.add(new Finding(file, Fate.NOT_ENDED, null)));
    report
        .notJudged()
        .forEach((file, why) -> findings.add(new Finding(file, Fate.NOT_JUDGED, why)));
    findings.sort(Comparator.comparing(Finding::file));
    return findings;
  }
}
