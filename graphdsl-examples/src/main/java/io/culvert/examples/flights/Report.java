package io.culvert.examples.flights;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.FanInShape2;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.ZipWith;

/**
 * What the second JVM does with the flights that {@link Ingest} sends:
 *
 * <pre>
 *                        +--> delays by origin --+
 *   ring --> broadcast --|                       |--> zip --> result
 *                        +--> throughput --------+
 * </pre>
 */
final class Report {

  private Report() {}

  /**
   * What comes out in the end.
   *
   * @param delays the delays, by origin
   * @param throughput how fast the flights came
   */
  record Result(DelayReport delays, Throughput throughput) {}

  /**
   * Adds up what the ingest sends.
   *
   * @return completes at the end of the stream; fails as the ingest has failed
   */
  static CompletionStage<Result> run(Rings rings, Progress progress, ActorSystem system) {
    RingSettings settings = rings.settings(system);
    Source<Long, RingControl> inputRead =
        RingSource.create(Rings.INPUT_READ, Codecs.int64(), settings);
    Source<Flight, RingControl> flights =
        RingSource.create(Rings.FLIGHTS, FlightCodec.INSTANCE, settings);

    inputRead.runForeach(progress::inputRead, system);
    return flights.via(result(progress)).runWith(Sink.head(), system);
  }

  /** The graph from flights to the result, which it emits when the flights have ended. */
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
