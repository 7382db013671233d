package io.culvert.examples.flights;

import io.culvert.codec.Codecs;
import io.culvert.javadsl.Split;
import io.culvert.javadsl.SplitEdge;

/** The job as one graph of two parts, for one JVM or for two. */
final class FlightsSplit {

  /** The part that reads and parses flights. */
  static final String INGEST = "ingest";

  /** The part that adds them up, and materializes the result. */
  static final String REPORT = "report";

  private FlightsSplit() {}

  static Split of(FlightsInput input, Progress progress) {
    // #split
    SplitEdge<Flight> flights = Split.edge("flights", FlightCodec.INSTANCE);
    SplitEdge<Long> inputRead = Split.edge("input-read", Codecs.int64());
    return Split.named("flights")
        .part(INGEST, ports -> Ingest.graph(input, ports.to(flights), ports.to(inputRead)))
        .part(REPORT, ports -> Report.graph(progress, ports.from(flights), ports.from(inputRead)))
        .build();
    // #split
  }
}
