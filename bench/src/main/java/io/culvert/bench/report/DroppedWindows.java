package io.culvert.bench.report;

/**
 * How many windows do not count.
 *
 * @param dropped windows of which others have had too much
 * @param all windows
 * @param limit how many cores others may have in a window that counts
 */
public record DroppedWindows(long dropped, long all, String limit) {

  /** The parameter of a report that holds the limit, in cores. */
  public static final String LIMIT = "maxCoresOfOthers";

  /**
   * Counts the windows of a report.
   *
   * @param report the comparison
   * @return windows of all its pairs
   */
  public static DroppedWindows of(ThroughputReport report) {
    long all = report.instances().stream().mapToLong(each -> each.windows().size()).sum();
    long clean = report.instances().stream().mapToLong(each -> each.cleanWindows().size()).sum();
    return new DroppedWindows(
        all - clean, all, String.valueOf(report.parameters().getOrDefault(LIMIT, "the allowed")));
  }

  @Override
  public String toString() {
    return dropped
        + " of "
        + all
        + " windows, in which other processes or the hypervisor had more than "
        + limit
        + " cores";
  }
}
