package io.culvert.examples.flights;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Compression;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.javadsl.FramingTruncation;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;

/** The first part of the job: bytes, lines, flights. {@link Report} is the second part. */
public final class Ingest {

  private static final ByteString LINE_FEED = ByteString.fromString("\n");
  private static final int CHUNK_BYTES = 64 * 1024;

  private Ingest() {}

  /**
   * Returns the graph that sends the flights of an input to the report. Both fail if the input is
   * malformed.
   */
  static RunnableGraph<?> graph(
      FlightsInput input, Sink<Flight, NotUsed> flights, Sink<Long, NotUsed> inputRead) {
    return bytes(input).wireTap(sizes().to(inputRead)).via(flights(input)).to(flights);
  }

  /** Returns the lines of an input as they are, without the header. */
  public static Source<String, ?> lines(FlightsInput input) {
    return bytes(input).via(lineByLine(input)).map(ByteString::utf8String).drop(1);
  }

  private static Source<ByteString, ?> bytes(FlightsInput input) {
    return StreamConverters.fromInputStream(input::open, CHUNK_BYTES);
  }

  /**
   * Adds sizes up while there is no demand for them, so the tap never slows the stream and loses
   * nothing. A failure is not passed on, because the flights carry it.
   */
  private static Flow<ByteString, Long, NotUsed> sizes() {
    return Flow.of(ByteString.class)
        .map(chunk -> (long) chunk.size())
        .conflate(Long::sum)
        .onErrorComplete();
  }

  /** Returns a flow from the bytes of an input to flights. */
  static Flow<ByteString, Flight, ?> flights(FlightsInput input) {
    return Flow.fromMaterializer(
        (materializer, attributes) -> {
          FlightLines lines = new FlightLines(input); // each run counts its own lines
          return lineByLine(input)
              .orElse(Source.lazySource(() -> Source.failed(lines.empty())))
              .mapConcat(lines::parse)
              .mapError(Throwable.class, lines::located);
        });
  }

  private static Flow<ByteString, ByteString, NotUsed> lineByLine(FlightsInput input) {
    return decompressed(input)
        .via(Framing.delimiter(LINE_FEED, FlightLines.MAX_FRAME, FramingTruncation.ALLOW));
  }

  @SuppressWarnings("deprecation") // Pekko 1.2 does not have gzipDecompress, its new name
  private static Flow<ByteString, ByteString, NotUsed> decompressed(FlightsInput input) {
    return input.isGzip() ? Compression.gunzip(CHUNK_BYTES) : Flow.create();
  }
}
