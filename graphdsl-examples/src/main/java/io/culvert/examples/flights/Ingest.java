package io.culvert.examples.flights;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Compression;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.javadsl.FramingTruncation;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;

/**
 * What the first JVM does: bytes, lines, flights, and into the ring with them. {@link Report} has
 * the other half of this stream.
 */
final class Ingest {

  private static final ByteString LINE_FEED = ByteString.fromString("\n");
  private static final int CHUNK_BYTES = 64 * 1024;

  private Ingest() {}

  /**
   * Sends the flights of an input to the report.
   *
   * @return completes when all of them are in the ring; fails, as the report does then, when the
   *     input is malformed
   */
  static CompletionStage<Done> run(FlightsInput input, Rings rings, ActorSystem system) {
    RingSettings settings = rings.settings(system);
    Sink<Long, ?> inputRead = RingSink.create(Rings.INPUT_READ, Codecs.int64(), settings);
    Sink<Flight, CompletionStage<Done>> flights =
        RingSink.create(Rings.FLIGHTS, FlightCodec.INSTANCE, settings);

    return bytes(input).wireTap(sizes().to(inputRead)).via(flights(input)).runWith(flights, system);
  }

  private static Source<ByteString, ?> bytes(FlightsInput input) {
    return StreamConverters.fromInputStream(input::open, CHUNK_BYTES);
  }

  /** Sizes are added up while nobody takes them: the tap never slows the stream, nor loses any. */
  private static Flow<ByteString, Long, NotUsed> sizes() {
    return Flow.of(ByteString.class).map(chunk -> (long) chunk.size()).conflate(Long::sum);
  }

  /** Makes flights from the bytes of an input. */
  static Flow<ByteString, Flight, ?> flights(FlightsInput input) {
    return Flow.fromMaterializer(
        (materializer, attributes) -> {
          FlightLines lines = new FlightLines(input); // it counts: a new one for each run
          return decompressed(input)
              .via(Framing.delimiter(LINE_FEED, FlightLines.MAX_FRAME, FramingTruncation.ALLOW))
              .orElse(Source.lazySource(() -> Source.failed(lines.empty())))
              .mapConcat(lines::parse)
              .mapError(Throwable.class, lines::located);
        });
  }

  @SuppressWarnings("deprecation") // newer ones call it gzipDecompress, which Pekko 1.2 has not
  private static Flow<ByteString, ByteString, NotUsed> decompressed(FlightsInput input) {
    return input.isGzip() ? Compression.gunzip(CHUNK_BYTES) : Flow.create();
  }
}
