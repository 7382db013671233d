package io.culvert.bench.throughput;

import io.culvert.bench.machine.Neighbours;
import io.culvert.bench.machine.Priority;
import io.culvert.bench.work.Pauses;
import java.io.PrintStream;
import java.time.Duration;

/** Warns of a machine that is not quiet, before minutes are spent on measuring. */
public final class Quiet {

  private static final Duration SAMPLE = Duration.ofMillis(500);

  private Quiet() {}

  /**
   * Warns if other processes are busy, or if nothing would show it.
   *
   * @param err receives the warning
   * @param priority whether the JVMs of the bench come before the others
   */
  public static void warn(PrintStream err, boolean priority) {
    if (!Neighbours.areVisible()) {
      err.println(
          "culvert-bench: this system does not tell what other processes take: no window is"
              + " dropped");
      return;
    }
    Neighbours neighbours = new Neighbours();
    Neighbours.Sight from = neighbours.see();
    Pauses.sleep(SAMPLE);
    Neighbours.Sight to = neighbours.see();
    double cores = Neighbours.cores(from, to);
    if (cores > Method.MOST_OF_OTHERS && !priority) {
      err.printf(
          "culvert-bench: other processes have %.2f cores: %s; windows in which they have more than"
              + " %.2f are dropped. %s%n",
          cores,
          String.join(", ", Neighbours.busiest(from, to)),
          Method.MOST_OF_OTHERS,
          Priority.isGrouped()
              ? "They weigh as much as this run, however nice they are; stop them, or use"
                  + " --priority"
              : "Stop them, or use --priority");
    }
  }
}
