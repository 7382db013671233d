package io.culvert.examples.flights;

import io.culvert.examples.job.Job;
import io.culvert.examples.job.JobException;
import io.culvert.examples.job.JobMember;
import io.culvert.examples.job.JobRings;
import io.culvert.javadsl.Split;
import java.io.IOException;

/** The second JVM of the job, which {@link Flights} starts. */
public final class IngestMain {

  private IngestMain() {}

  /**
   * Runs the first part of {@link FlightsSplit}. Ends with 0 after all flights are in the ring,
   * else with 1.
   *
   * @param args the directory of the rings
   */
  public static void main(String[] args) {
    Job.main("ingest", () -> run(args));
  }

  private static void run(String[] args) throws IOException {
    if (args.length != 1) {
      throw new JobException("wanted one argument, the directory of the rings");
    }
    JobRings rings = JobMember.join("ingest", args[0]);
    FlightsInput input = FlightsInput.of(System.getProperty(Flights.INPUT, "")).requireReadable();
    Split job = FlightsSplit.of(input, Progress.ofProcess(input.size()));
    Job.await(
        "ingest",
        system ->
            job.withRingSettings(rings.settings(system))
                .run(system, FlightsSplit.INGEST)
                .whenDone());
  }
}
