package io.culvert.examples.loop;

import io.culvert.EdgeSettings;
import io.culvert.examples.data.FlightData;
import io.culvert.javadsl.Edge;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.UniformFanInShape;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Merge;
import org.apache.pekko.stream.javadsl.Partition;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Answers how many flights a traveller can take in a week by always taking the next one. A
 * traveller starts from each airport, and goes round this loop until there is no flight:
 *
 * <pre>
 *   travellers --&gt; merge --&gt; fly (an edge) --&gt; partition --&gt; arrived
 *                    ^                             |
 *                    +-------- waiting room -------+
 * </pre>
 */
public final class Journeys {

  private Journeys() {}

  /**
   * Runs all journeys, and prints a summary.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    ActorSystem system = ActorSystem.create("loop");
    try {
      Timetable timetable = new Timetable(FlightData.lines());
      List<Traveller> travellers = timetable.travellers();
      EdgeSettings settings = EdgeSettings.create(system, "journeys");
      List<Traveller> arrived =
          arrived(travellers, timetable, travellers.size(), settings)
              .runWith(Sink.seq(), system)
              .toCompletableFuture()
              .join();
      System.out.println(summary(travellers, arrived));
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  static String summary(List<Traveller> travellers, List<Traveller> arrived) {
    Traveller busiest =
        arrived.stream()
            .max(
                Comparator.comparingInt(Traveller::flights)
                    .thenComparing(Traveller::number, Comparator.reverseOrder()))
            .orElseThrow();
    return String.format(
        Locale.ROOT,
        "%,d travellers took %,d flights; most, %,d, went from %s to %s",
        arrived.size(),
        arrived.stream().mapToLong(Traveller::flights).sum(),
        busiest.flights(),
        travellers.get(busiest.number()).airport(),
        busiest.airport());
  }

  /** Returns travellers at the end of their journeys, in the order of arrival. */
  static Source<Traveller, NotUsed> arrived(
      List<Traveller> travellers, Timetable timetable, int waitingRoom, EdgeSettings settings) {
    // No traveller joins later, so the loop may end when all have arrived. It does not complete
    // by itself, because each of its stages waits for the one before it.
    return Source.from(travellers)
        .via(loop(timetable, waitingRoom, settings))
        .take(travellers.size());
  }

  // #loop
  private static Flow<Traveller, Traveller, NotUsed> loop(
      Timetable timetable, int waitingRoom, EdgeSettings settings) {
    Flow<Traveller, Traveller, NotUsed> fly =
        Edge.flow(
            Flow.of(Traveller.class).map(timetable::fly),
            TravellerCodec.INSTANCE,
            TravellerCodec.INSTANCE,
            settings);
    return Flow.fromGraph(
        GraphDSL.create(
            builder -> {
              UniformFanInShape<Traveller, Traveller> merge = builder.add(Merge.create(2));
              UniformFanOutShape<Traveller, Traveller> partition =
                  builder.add(Partition.create(2, to -> timetable.hasFlight(to) ? 1 : 0, true));
              // The waiting room can hold all travellers, so the way back never blocks. If there is
              // one traveller more, the stream fails and does not deadlock.
              Flow<Traveller, Traveller, NotUsed> back =
                  Flow.of(Traveller.class).buffer(waitingRoom, OverflowStrategy.fail());

              builder.from(merge).via(builder.add(fly)).viaFanOut(partition);
              builder.from(partition.out(1)).via(builder.add(back)).toInlet(merge.in(1));

              return FlowShape.of(merge.in(0), partition.out(0));
            }));
  }
  // #loop
}
