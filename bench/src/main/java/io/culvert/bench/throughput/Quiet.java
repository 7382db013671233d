package io.culvert.bench.throughput;

import io.culvert.bench.machine.OtherProcesses;
import io.culvert.bench.machine.Priority;
import io.culvert.bench.work.Pauses;
import java.io.PrintStream;
import java.time.Duration;

/** Warns of busy other processes, before minutes are spent on measuring. */
public final class Quiet {

  private static final Duration SAMPLE = Duration.ofMillis(500);

  private Quiet() {}

  /**
   * Warns if other processes are busy, or if this system does not tell.
   *
   * @param priority whether the JVMs of the bench have precedence over the others
   */
  public static void warn(PrintStream err, boolean priority) {
    if (!OtherProcesses.areVisible()) {
      err.println(
          "culvert-bench: this system does not tell what other processes use: no window is"
              + " dropped");
      return;
    }
    OtherProcesses others = new OtherProcesses();
    OtherProcesses.Snapshot from = others.snapshot();
    Pauses.sleep(SAMPLE);
    OtherProcesses.Snapshot to = others.snapshot();
    double cores = OtherProcesses.cores(from, to);
    if (cores > Method.MOST_OF_OTHERS && !priority) {
      err.printf(
          "culvert-bench: other processes use %.2f cores: %s; windows in which they use more than"
              + " %.2f are dropped. %s%n",
          cores,
          String.join(", ", OtherProcesses.busiest(from, to)),
          Method.MOST_OF_OTHERS,
          Priority.isGrouped()
              ? "They weigh as much as this run, however nice they are; stop them, or use"
                  + " --priority"
              : "Stop them, or use --priority");
    }
  }
}
