package io.culvert.codec;

import java.util.Objects;
import java.util.function.Predicate;
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

  /**
   * Large elements encoded, small ones as they are, in one stream: those of one class go through
   * the ring, all others stay objects on the heap. For an {@code Edge}, so inside one JVM; a ring
   * with a name refuses it.
   *
   * <p>All elements keep their order. Those on the heap cross as the same objects; what is encoded
   * takes one byte more of the ring, and of {@code max-message-size}, than the codec says. Where
   * the edge is not in shared memory, nothing is encoded.
   *
   * @param <T> the type of the elements
   * @param <S> the type of those that are encoded
   * @param encoded the class of those that are encoded, with its subclasses
   * @param codec how they become bytes
   * @return the codec; it may serve several streams at once
   * @throws IllegalArgumentException when the codec is made by {@code either}, too
   */
  public static <T, S extends T> Codec<T> either(Class<S> encoded, Codec<S> codec) {
    Objects.requireNonNull(encoded, "encoded");
    @SuppressWarnings("unchecked") // it gets no others to encode, and what it decodes are T, too
    Codec<T> ofSome = (Codec<T>) codec;
    return new EitherCodec<>(encoded::isInstance, ofSome);
  }

  /**
   * The same with a rule: what it is true of goes through the ring, all others stay objects on the
   * heap.
   *
   * @param <T> the type of the elements
   * @param encoded whether an element is encoded; always the same of one element, and safe for use
   *     by several threads
   * @param codec how it becomes bytes
   * @return the codec; it may serve several streams at once
   * @throws IllegalArgumentException when the codec is made by {@code either}, too
   * @see #either(Class, Codec)
   */
  public static <T> Codec<T> either(Predicate<? super T> encoded, Codec<T> codec) {
    return new EitherCodec<>(encoded, codec);
  }
}
