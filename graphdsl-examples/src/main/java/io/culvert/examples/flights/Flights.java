package io.culvert.examples.flights;

import io.culvert.CulvertException;
import io.culvert.RemoteStreamException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.ActorSystem;

/**
 * Which airports send their flights off late? This JVM starts a second one that reads the flights
 * ({@link Ingest}), receives them through a ring, and adds them up ({@link Report}).
 *
 * <p>System properties: {@value #INPUT}, a {@code .csv} or {@code .csv.gz} file with the flights;
 * empty for the data set that is built in. {@value #OUTPUT}, the file for the full result.
 */
public final class Flights {

  static final String INPUT = "flights.input";
  static final String OUTPUT = "flights.output";

  private static final String DEFAULT_OUTPUT = "graphdsl-examples/target/flights.json";

  private Flights() {}

  /**
   * Runs the job. Ends with 0 when the result is written, else with 1.
   *
   * @param args none
   */
  public static void main(String[] args) {
    try {
      run();
      System.exit(0);
    } catch (FlightsException | CulvertException e) {
      System.err.println("flights: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("flights: " + e);
    }
    System.exit(1);
  }

  private static void run() throws IOException {
    FlightsInput input = FlightsInput.of(System.getProperty(INPUT, ""));
    Path output = Path.of(System.getProperty(OUTPUT, DEFAULT_OUTPUT));
    if (input.isSameFile(output)) {
      throw new FlightsException("the result would overwrite the input: " + output);
    }
    ReportFile file = ReportFile.prepare(output);
    Report.Result result = run(input.requireReadable());
    file.write(result.delays());
    System.out.print(ReportText.of(result));
    System.out.println("full result: " + file);
  }

  private static Report.Result run(FlightsInput input) throws IOException {
    Progress progress = Progress.ofProcess(input.size());
    try (Rings rings = Rings.create();
        IngestProcess ingest =
            IngestProcess.start(input, rings, line -> progress.message(System.err, line))) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(ingest, rings)));
      return run(ingest, rings, progress);
    } finally {
      progress.clear();
    }
  }

  private static Report.Result run(IngestProcess ingest, Rings rings, Progress progress) {
    ActorSystem system = ActorSystem.create("report");
    try {
      return ingest.unlessItDies(Report.run(rings, progress, system)).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw forUser(e);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  /** What the ingest says for the user is for the user here too. */
  private static RuntimeException forUser(CompletionException failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof RemoteStreamException) {
      RemoteStreamException remote = (RemoteStreamException) cause;
      if (remote.remoteClassName().equals(FlightsException.class.getName())) {
        return new FlightsException("the ingest has failed: " + remote.remoteMessage(), remote);
      }
    }
    return cause instanceof RuntimeException ? (RuntimeException) cause : failure;
  }

  /** On Ctrl-C and the like; after a normal end there is nothing left to do. */
  private static void interrupt(IngestProcess ingest, Rings rings) {
    try (rings) {
      ingest.kill();
    } catch (IOException e) {
      System.err.println("flights: cannot remove " + rings.directory() + ": " + e);
    }
  }
}
