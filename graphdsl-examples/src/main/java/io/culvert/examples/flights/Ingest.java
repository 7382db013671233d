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

/** The first part of the job: bytes, lines, flights. {@link Report} has the other one. */
public final class Ingest {

  private static final ByteString LINE_FEED = ByteString.fromString("\n");
  private static final int CHUNK_BYTES = 64 * 1024;

  private Ingest() {}

  /**
   * Sends the flights of an input to the report. Fails, as the report does then, when the input is
   * malformed.
   */
  static RunnableGraph<?> graph(
      FlightsInput input, Sink<Flight, NotUsed> flights, Sink<Long, NotUsed> inputRead) {
    return bytes(input).wireTap(sizes().to(inputRead)).via(flights(input)).to(flights);
  }

  /** The lines of an input, without the header, as they are. */
  public static Source<String, ?> lines(FlightsInput input) {
    return bytes(input).via(lineByLine(input)).map(ByteString::utf8String).drop(1);
  }

  private static Source<ByteString, ?> bytes(FlightsInput input) {
    return StreamConverters.fromInputStream(input::open, CHUNK_BYTES);
  }

  /**
   * Sizes are added up while nobody takes them: the tap never slows the stream, nor loses any. What
   * has failed, the flights tell.
   */
  private static Flow<ByteString, Long, NotUsed> sizes() {
    return Flow.of(ByteString.class)
        .map(chunk -> (long) chunk.size())
        .conflate(Long::sum)
        .onErrorComplete();
  }

  /** Makes flights from the bytes of an input. */
  static Flow<ByteString, Flight, ?> flights(FlightsInput input) {
    return Flow.fromMaterializer(
        (materializer, attributes) -> {
          FlightLines lines = new FlightLines(input); // it counts: a new one for each run
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

  @SuppressWarnings("deprecation") // newer ones call it gzipDecompress, which Pekko 1.2 has not
  private static Flow<ByteString, ByteString, NotUsed> decompressed(FlightsInput input) {
    return input.isGzip() ? Compression.gunzip(CHUNK_BYTES) : Flow.create();
  }
}
