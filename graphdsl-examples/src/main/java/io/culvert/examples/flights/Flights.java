package io.culvert.examples.flights;

import io.culvert.examples.job.ChildJvm;
import io.culvert.examples.job.Job;
import io.culvert.examples.job.JobException;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.javadsl.Split;
import io.culvert.javadsl.SplitControl;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/**
 * Answers which airports have late departures. {@link FlightsSplit} is the job. This JVM starts a
 * second one for the first part ({@link Ingest}), receives the flights through a ring, and adds
 * them up ({@link Report}); or it runs both parts itself.
 *
 * <p>System properties: {@value #INPUT}, a {@code .csv} or {@code .csv.gz} file with the flights;
 * empty for the built-in data set. {@value #OUTPUT}, the file for the full result. {@value #JVMS},
 * 1 or 2; two unless set.
 */
public final class Flights {

  static final String INPUT = "flights.input";
  static final String OUTPUT = "flights.output";
  static final String JVMS = "flights.jvms";

  private static final String DEFAULT_OUTPUT = "graphdsl-examples/target/flights.json";

  private Flights() {}

  /**
   * Runs the job. Ends with 0 after the result is written, else with 1.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Job.main("flights", Flights::run);
  }

  private static void run() throws IOException {
    FlightsInput input = FlightsInput.of(System.getProperty(INPUT, ""));
    Path output = Path.of(System.getProperty(OUTPUT, DEFAULT_OUTPUT));
    if (input.isSameFile(output)) {
      throw new JobException("the result would overwrite the input: " + output);
    }
    Jvms jvms = Jvms.of(System.getProperty(JVMS, ""));
    ReportFile file = ReportFile.prepare(output);
    Report.Result result = run(input.requireReadable(), jvms);
    file.write(result.delays());
    System.out.print(ReportText.of(result, jvms));
    System.out.println("full result: " + file);
  }

  private static Report.Result run(FlightsInput input, Jvms jvms) throws IOException {
    Progress progress = Progress.ofProcess(input.size());
    Split split = FlightsSplit.of(input, progress);
    try {
      return jvms == Jvms.ONE ? runInOne(split) : runInTwo(split, progress);
    } finally {
      progress.clear();
    }
  }

  private static Report.Result runInOne(Split split) {
    return Job.await("flights", system -> result(split.run(system)));
  }

  private static Report.Result runInTwo(Split split, Progress progress) throws IOException {
    try (Job job = Job.create()) {
      ChildJvm ingest =
          job.start("ingest", IngestMain.class, line -> progress.message(System.err, line));
      return Job.await(
          "report",
          system ->
              ingest.unlessItDies(
                  result(
                      split
                          .withRingSettings(job.rings().settings(system))
                          .run(system, FlightsSplit.REPORT))));
    } catch (RemoteStreamException e) {
      throw forUser(e);
    }
  }

  private static CompletionStage<Report.Result> result(SplitControl control) {
    return control.materialized(FlightsSplit.REPORT);
  }

  /** Passes on a message that the ingest wrote for the user. */
  private static RuntimeException forUser(RemoteStreamException remote) {
    return remote.remoteClassName().equals(JobException.class.getName())
        ? new JobException("the ingest has failed: " + remote.remoteMessage(), remote)
        : remote;
  }
}
