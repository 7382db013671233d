package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.frame.Frames;
import java.time.Duration;
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
    long share = bytes / payloads;
    return Flow.<byte[]>create()
        .groupedWeightedWithin(
            bytes, payload -> Math.max(Frames.length(payload), share), LONGEST_WAIT)
        .map(Frames::join);
  }

  static Flow<byte[], byte[], NotUsed> split() {
    return Flow.<byte[]>create().map(ByteString::fromArrayUnsafe).via(new FrameDecoder());
  }
}
