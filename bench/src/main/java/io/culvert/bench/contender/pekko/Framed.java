package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.frame.Frames;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.scaladsl.Framing;
import org.apache.pekko.util.ByteString;

/** Payloads on a stream of bytes, each after its length: one by one by Pekko, or in batches. */
final class Framed {

  /** A batch waits for more payloads for at most this long. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(1);

  private Framed() {}

  // Only the Scala API has the two halves of Pekko's protocol apart from each other.

  static Flow<byte[], ByteString, NotUsed> framed(int size) {
    return Flow.<byte[]>create()
        .map(ByteString::fromArrayUnsafe)
        .via(Framing.simpleFramingProtocolEncoder(size));
  }

  static Flow<ByteString, byte[], NotUsed> unframed(int size) {
    return Flow.<ByteString>create()
        .via(Framing.simpleFramingProtocolDecoder(size))
        .map(ByteString::toArrayUnsafe);
  }

  /** Joins payloads to batches of bytes; a longer payload is a batch of its own. */
  static Flow<byte[], byte[], NotUsed> joined(int bytes, int payloads) {
    return grouped(bytes, payloads).map(Frames::join);
  }

  /** Joins payloads to batches of bytes; a longer payload is a batch of its own and not copied. */
  static Flow<byte[], ByteString, NotUsed> joined(int bytes) {
    return grouped(bytes, bytes).map(Framed::join);
  }

  private static Flow<byte[], List<byte[]>, NotUsed> grouped(int bytes, int payloads) {
    long share = bytes / payloads;
    return Flow.<byte[]>create()
        .groupedWeightedWithin(
            bytes, payload -> Math.max(Frames.length(payload), share), LONGEST_WAIT);
  }

  private static ByteString join(List<byte[]> payloads) {
    if (payloads.size() > 1) {
      return ByteString.fromArrayUnsafe(Frames.join(payloads));
    }
    byte[] payload = payloads.get(0);
    return ByteString.fromArrayUnsafe(Frames.header(payload))
        .concat(ByteString.fromArrayUnsafe(payload));
  }

  static Flow<byte[], byte[], NotUsed> split() {
    return Flow.<byte[]>create().map(ByteString::fromArrayUnsafe).via(new FrameDecoder());
  }
}
