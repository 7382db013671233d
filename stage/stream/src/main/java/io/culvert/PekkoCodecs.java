package io.culvert;

import io.culvert.codec.Codec;
import org.apache.pekko.util.ByteString;

/** The codecs of Pekko's own types. All others are in {@link io.culvert.codec.Codecs}. */
public final class PekkoCodecs {

  private PekkoCodecs() {}

  /**
   * Returns a codec of byte strings. A source of byte arrays can read from a sink of byte strings,
   * and the other way round.
   *
   * @return the codec, named {@code bytes} like {@link io.culvert.codec.Codecs#bytes()}
   */
  public static Codec<ByteString> byteString() {
    return ByteStringCodec.INSTANCE;
  }
}
