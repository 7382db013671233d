package io.culvert.stage;

import io.culvert.SweepReport;
import io.culvert.peer.Janitor;
import io.culvert.peer.Sweep;
import io.culvert.peer.Sweep.Fate;
import io.culvert.peer.Sweep.Finding;
import io.culvert.ring.RingDirectory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** INTERNAL API. What users may ask the janitor for, in terms of theirs. */
public final class Housekeeping {

  private static final SweepReport NOTHING =
      new SweepReport(false, List.of(), Map.of(), List.of(), Map.of());

  private Housekeeping() {}

  /**
   * Sweeps a directory; one that does not exist has nothing in it, and is not made.
   *
   * @param directory the directory
   * @return what was found and done
   */
  public static SweepReport sweep(Path directory) {
    return isMissing(directory) ? NOTHING : report(Janitor.sweep(RingDirectory.local(directory)));
  }

  /**
   * Deletes a ring that nobody uses.
   *
   * @param directory where it is
   * @param name its name
   * @return false when there is none
   */
  public static boolean delete(Path directory, String name) {
    RingDirectory.requireName(name);
    return !isMissing(directory) && Janitor.delete(RingDirectory.local(directory), name);
  }

  /**
   * Deletes a ring in the default place that nobody uses.
   *
   * @param name its name
   * @return false when there is none
   */
  public static boolean delete(String name) {
    return delete(RingDirectory.defaultPath(), name);
  }

  private static boolean isMissing(Path directory) {
    return !Files.exists(Objects.requireNonNull(directory, "directory"), LinkOption.NOFOLLOW_LINKS);
  }

  private static SweepReport report(Sweep sweep) {
    return new SweepReport(
        sweep.otherAtWork(),
        files(sweep, Fate.REMOVED),
        reasons(sweep, Fate.IN_USE),
        files(sweep, Fate.NOT_ENDED),
        reasons(sweep, Fate.NOT_JUDGED));
  }

  private static List<Path> files(Sweep sweep, Fate fate) {
    return of(sweep, fate).map(Finding::file).toList();
  }

  private static Map<Path, String> reasons(Sweep sweep, Fate fate) {
    return of(sweep, fate).collect(Collectors.toMap(Finding::file, Finding::why));
  }

  private static Stream<Finding> of(Sweep sweep, Fate fate) {
    return sweep.findings().stream().filter(finding -> finding.fate() == fate);
  }
}
