package io.culvert.examples.flights;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.ClosedShape;
import org.apache.pekko.stream.FanInShape2;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.ZipWith;

/**
 * The second part of the job: adds up the flights that {@link Ingest} sends.
 *
 * <pre>
 *                           +--> delays by origin --+
 *   flights --> broadcast --|                       |--> zip --> result
 *                           +--> throughput --------+
 *
 *   input read --> progress
 * </pre>
 */
final class Report {

  private Report() {}

  /**
   * The result.
   *
   * @param delays by origin
   * @param throughput of the flights
   */
  record Result(DelayReport delays, Throughput throughput) {}

  /** Returns the graph, which materializes the result. It fails if the ingest fails. */
  static RunnableGraph<CompletionStage<Result>> graph(
      Progress progress, Source<Flight, NotUsed> flights, Source<Long, NotUsed> inputRead) {
    return RunnableGraph.fromGraph(
        GraphDSL.create(
            Sink.<Result>head(),
            (builder, head) -> {
              builder.from(builder.add(flights)).via(builder.add(result(progress))).to(head);
              builder
                  .from(builder.add(inputRead))
                  .to(builder.add(Sink.foreach(progress::inputRead)));
              return ClosedShape.getInstance();
            }));
  }

  /** Returns a flow from flights to the result, which it emits at the end of the flights. */
  static Flow<Flight, Result, NotUsed> result(Progress progress) {
    return Flow.fromGraph(
        GraphDSL.create(
            builder -> {
              UniformFanOutShape<Flight, Flight> broadcast = builder.add(Broadcast.create(2));
              FanInShape2<DelayReport, Throughput, Result> zip =
                  builder.add(ZipWith.create(Result::new));

              builder.from(broadcast).via(builder.add(delays())).toInlet(zip.in0());
              builder.from(broadcast).via(builder.add(throughput(progress))).toInlet(zip.in1());

              return FlowShape.of(broadcast.in(), zip.out());
            }));
  }

  // The accumulators change in place, so each run of the graph needs new ones.

  private static Flow<Flight, DelayReport, ?> delays() {
    return Flow.fromMaterializer(
        (materializer, attributes) ->
            Flow.of(Flight.class).fold(new DelayTally(), DelayTally::add).map(DelayTally::report));
  }

  private static Flow<Flight, Throughput, ?> throughput(Progress progress) {
    return Flow.fromMaterializer(
        (materializer, attributes) ->
            Flow.of(Flight.class)
                .fold(new Meter(progress, System::nanoTime), (meter, flight) -> meter.count())
                .map(Meter::throughput));
  }
}
