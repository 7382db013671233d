package io.culvert.examples.hotpath;

import io.culvert.EdgeSettings;
import io.culvert.examples.data.FlightData;
import io.culvert.javadsl.Edge;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Seals flights, and checks every seal, which costs as much. Pekko runs both on one thread; with an
 * {@link Edge} around the sealing they run at the same time. The program runs the stream in both
 * ways several times, and prints the time of the best run of each.
 */
public final class HotPath {

  private static final int RUNS = 4;
  private static final double NANOS_PER_SECOND = 1e9;

  private HotPath() {}

  /**
   * Runs the example over all flights.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    ActorSystem system = ActorSystem.create("hotpath");
    try {
      run(FlightData.lines(), System.out, system);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  /**
   * Runs both ways in turn. The best run of each counts: the first runs warm the compiler up, and
   * other work of the machine only makes a run slower.
   */
  static void run(List<String> lines, PrintStream out, ActorSystem system) {
    // #hotpath
    Flow<String, Sealed, NotUsed> sealing = Flow.of(String.class).map(Sealed::of);
    Flow<String, Sealed, NotUsed> apart = Edge.flow(sealing, EdgeSettings.create(system, "seals"));
    // #hotpath
    Result before = seal(lines, sealing, system);
    Result after = seal(lines, apart, system);
    for (int i = 1; i < RUNS; i++) {
      before = before.orFaster(seal(lines, sealing, system));
      after = after.orFaster(seal(lines, apart, system));
    }
    out.println("before: sealing where the rest runs   " + before);
    out.println("after:  sealing in an Edge.flow       " + after);
    out.printf(
        Locale.ROOT,
        "%.2f times as fast, with %d processors%n",
        (double) before.nanos() / after.nanos(),
        Runtime.getRuntime().availableProcessors());
  }

  /** The result of a run, and its time. */
  private record Result(int flights, long checksum, long nanos) {

    Result orFaster(Result other) {
      if (other.checksum != checksum) {
        throw new IllegalStateException("other seals: " + this + ", and then " + other);
      }
      return other.nanos < nanos ? other : this;
    }

    @Override
    public String toString() {
      double seconds = nanos / NANOS_PER_SECOND;
      return String.format(
          Locale.ROOT, "%,d flights in %.3f s, checksum %016x", flights, seconds, checksum);
    }
  }

  private static Result seal(
      List<String> lines, Flow<String, Sealed, NotUsed> sealing, ActorSystem system) {
    long begin = System.nanoTime();
    CompletionStage<Long> checksum =
        Source.from(lines)
            .via(sealing)
            .filter(Sealed::isGenuine)
            .runWith(Sink.fold(0L, HotPath::add), system);
    long sum = checksum.toCompletableFuture().join();
    return new Result(lines.size(), sum, System.nanoTime() - begin);
  }

  /** The sum depends on the order of the flights. */
  private static Long add(Long sum, Sealed sealed) {
    return 31 * sum + Arrays.hashCode(sealed.seal());
  }
}
