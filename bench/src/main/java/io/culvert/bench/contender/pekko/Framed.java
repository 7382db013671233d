package io.culvert.bench.contender.pekko;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.scaladsl.Framing;
import org.apache.pekko.util.ByteString;

/** Payloads on a stream of bytes: four bytes with the length, then the payload. */
final class Framed {

  private Framed() {}

  // Only the Scala API has the two halves of this protocol apart from each other.

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
}
