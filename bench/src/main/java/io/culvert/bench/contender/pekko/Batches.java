package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.frame.Frames;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;

/** Payloads in batches of frames, each batch one array; a batch waits for a millisecond at most. */
final class Batches {

  private static final Duration LONGEST_WAIT = Duration.ofMillis(1);

  private Batches() {}

  /**
   * Joins payloads.
   *
   * @param bytes of a batch; a longer payload makes a batch of its own
   * @param payloads of a batch at most
   */
  static Flow<byte[], byte[], NotUsed> joined(int bytes, int payloads) {
    return grouped(bytes, payloads).map(Frames::join);
  }

  /**
   * Joins payloads, but copies none that makes a batch of its own.
   *
   * @param bytes of a batch; a longer payload makes a batch of its own
   */
  static Flow<byte[], ByteString, NotUsed> joined(int bytes) {
    return grouped(bytes, bytes).map(Batches::join);
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
