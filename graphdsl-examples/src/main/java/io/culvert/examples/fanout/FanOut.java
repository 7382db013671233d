package io.culvert.examples.fanout;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.examples.flights.Flight;
import io.culvert.examples.flights.FlightCodec;
import io.culvert.examples.flights.FlightsInput;
import io.culvert.examples.flights.Ingest;
import io.culvert.examples.job.Job;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.ClosedShape;
import org.apache.pekko.stream.UniformFanInShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Balance;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Merge;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;

/**
 * Answers how late the flights of each day were. This JVM distributes the lines of the input to
 * three others, which parse them ({@link FanOutWorker}), and adds up the flights that they return.
 *
 * <p>If a worker dies, its lines stay in its ring and the others continue. The stream waits {@code
 * culvert.peer-timeout} for a successor: a JVM that is started with the same arguments, and begins
 * with the first line that was not released. If no successor attaches in time, the stream fails
 * with {@link io.culvert.exceptions.PeerTerminatedException}, and the job with it. A worker that
 * dies before it has attached fails the stream with {@link
 * io.culvert.exceptions.AttachTimeoutException}.
 *
 * <p>System property: {@value #INPUT}, a {@code .csv} or {@code .csv.gz} file with flights; empty
 * for the built-in data set.
 */
public final class FanOut {

  static final int WORKERS = 3;
  static final String INPUT = "fanout.input";

  /** Time that a worker may take to start and attach. */
  private static final Duration ATTACH_TIMEOUT = Duration.ofMinutes(1);

  private FanOut() {}

  /**
   * Runs the job. Ends with 0 after it has printed the result, else with 1.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Job.main("fan-out", FanOut::run);
  }

  private static void run() throws IOException {
    FlightsInput input = FlightsInput.of(System.getProperty(INPUT, "")).requireReadable();
    try (Job job = Job.create()) {
      for (int worker = 0; worker < WORKERS; worker++) {
        job.start(
            "worker-" + worker, FanOutWorker.class, System.err::println, String.valueOf(worker));
      }
      SortedMap<LocalDate, IntSummaryStatistics> delays =
          Job.await(
              "fan-out",
              system -> graph(Ingest.lines(input), job.rings().settings(system)).run(system));
      System.out.print(text(delays));
    }
  }

  /** Returns the graph from lines to the delays of each day. */
  private static RunnableGraph<CompletionStage<SortedMap<LocalDate, IntSummaryStatistics>>> graph(
      Source<String, ?> lines, RingSettings rings) {
    // #graph
    return RunnableGraph.fromGraph(
        GraphDSL.create(
            delaysByDay(),
            (builder, delays) -> {
              UniformFanOutShape<String, String> balance = builder.add(Balance.create(WORKERS));
              UniformFanInShape<Flight, Flight> merge = builder.add(Merge.create(WORKERS));

              builder.from(builder.add(lines)).viaFanOut(balance);
              for (int worker = 0; worker < WORKERS; worker++) {
                builder.from(balance).via(builder.add(worker(worker, rings))).viaFanIn(merge);
              }
              builder.from(merge).to(delays);
              return ClosedShape.getInstance();
            }));
    // #graph
  }

  // #there-and-back
  /** Returns a worker, seen from here: lines go into one ring, flights come from another. */
  private static Flow<String, Flight, NotUsed> worker(int worker, RingSettings rings) {
    RingSettings patient = rings.withAttachTimeout(ATTACH_TIMEOUT);
    return Flow.fromSinkAndSource(
        RingSink.create("lines-" + worker, Codecs.utf8(), patient),
        RingSource.create("flights-" + worker, FlightCodec.INSTANCE, patient));
  }

  // #there-and-back

  private static Sink<Flight, CompletionStage<SortedMap<LocalDate, IntSummaryStatistics>>>
      delaysByDay() {
    return StreamConverters.javaCollector(
        () ->
            Collectors.groupingBy(
                flight -> flight.date().toLocalDate(),
                TreeMap::new,
                Collectors.summarizingInt(Flight::delayMinutes)));
  }

  private static String text(SortedMap<LocalDate, IntSummaryStatistics> delays) {
    StringBuilder text = new StringBuilder(line("%-10s %10s %15s", "day", "flights", "mean delay"));
    delays.forEach(
        (day, delay) ->
            text.append(line("%s %,10d %,11.2f min", day, delay.getCount(), delay.getAverage())));
    return text.toString();
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + System.lineSeparator();
  }
}
