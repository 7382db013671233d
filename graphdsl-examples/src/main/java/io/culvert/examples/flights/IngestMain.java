package io.culvert.examples.flights;

import io.culvert.CulvertException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.ActorSystem;

/**
 * The first JVM of the job; {@link IngestProcess} starts it. Its argument is the directory of the
 * rings.
 */
public final class IngestMain {

  private IngestMain() {}

  /**
   * Runs {@link Ingest}. Ends with 0 when all flights are in the ring, else with 1.
   *
   * @param args the directory of the rings
   */
  public static void main(String[] args) {
    try {
      if (args.length != 1) {
        throw new FlightsException("one argument wanted, the directory of the rings");
      }
      Rings rings = Rings.in(Path.of(args[0]));
      endWithReport(rings);
      run(rings);
      System.exit(0);
    } catch (FlightsException | CulvertException e) {
      System.err.println("ingest: " + e.getMessage());
    }
    System.exit(1);
  }

  /**
   * Standard input is a pipe from the report. It ends when that process does, whatever has ended
   * it; then nobody needs the rings any more, and nobody else is left to remove them.
   */
  private static void endWithReport(Rings rings) {
    Thread watch =
        new Thread(
            () -> {
              try (rings) {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                System.err.println("ingest: cannot remove " + rings.directory() + ": " + e);
              }
              Runtime.getRuntime().halt(1);
            },
            "end-with-report");
    watch.setDaemon(true);
    watch.start();
  }

  private static void run(Rings rings) {
    FlightsInput input = FlightsInput.of(System.getProperty(Flights.INPUT, "")).requireReadable();
    ActorSystem system = ActorSystem.create("ingest");
    try {
      Ingest.run(input, rings, system).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException ? (RuntimeException) e.getCause() : e;
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }
}
