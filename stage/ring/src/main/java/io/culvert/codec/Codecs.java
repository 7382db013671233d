package io.culvert.codec;

/** The built-in codecs. Numbers are little-endian. */
public final class Codecs {

  private Codecs() {}

  /**
   * Returns a codec of byte arrays. An upstream that reuses an array must not change it before
   * downstream requests the next element.
   *
   * @return the codec, named {@code bytes}
   */
  public static Codec<byte[]> bytes() {
    return BytesCodec.INSTANCE;
  }

  /**
   * Returns a codec of strings in UTF-8. A lone surrogate becomes a question mark, as in {@link
   * String#getBytes()}. Malformed bytes become the replacement character.
   *
   * @return the codec, named {@code utf8}
   */
  public static Codec<String> utf8() {
    return Utf8Codec.INSTANCE;
  }

  /** {@return a codec of 64-bit integers, named {@code int64}} */
  public static Codec<Long> int64() {
    return Int64Codec.INSTANCE;
  }

  /** {@return a codec of 32-bit integers, named {@code int32}} */
  public static Codec<Integer> int32() {
    return Int32Codec.INSTANCE;
  }

  /** {@return a codec of 64-bit floating point numbers, named {@code float64}} */
  public static Codec<Double> float64() {
    return Float64Codec.INSTANCE;
  }
}
