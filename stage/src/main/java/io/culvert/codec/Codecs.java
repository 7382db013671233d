package io.culvert.codec;

import org.apache.pekko.util.ByteString;

/** The codecs built in. Numbers are little-endian. */
public final class Codecs {

  private Codecs() {}

  /**
   * Byte arrays as they are. The array must not change before downstream has asked for the next
   * element.
   *
   * @return the codec, named {@code bytes}
   */
  public static Codec<byte[]> bytes() {
    return BytesCodec.INSTANCE;
  }

  /**
   * Pekko's byte strings.
   *
   * @return the codec, named {@code bytes} too: what a sink of byte strings sends, a source of byte
   *     arrays may read
   */
  public static Codec<ByteString> byteString() {
    return ByteStringCodec.INSTANCE;
  }

  /**
   * Strings in UTF-8. A lone surrogate becomes a question mark, as in {@link String#getBytes()};
   * malformed bytes become the replacement character.
   *
   * @return the codec, named {@code utf8}
   */
  public static Codec<String> utf8() {
    return Utf8Codec.INSTANCE;
  }

  /**
   * 64-bit integers.
   *
   * @return the codec, named {@code int64}
   */
  public static Codec<Long> int64() {
    return Int64Codec.INSTANCE;
  }

  /**
   * 32-bit integers.
   *
   * @return the codec, named {@code int32}
   */
  public static Codec<Integer> int32() {
    return Int32Codec.INSTANCE;
  }

  /**
   * 64-bit floating point numbers.
   *
   * @return the codec, named {@code float64}
   */
  public static Codec<Double> float64() {
    return Float64Codec.INSTANCE;
  }
}
