package io.culvert.codec;

import java.util.Objects;
import java.util.function.Predicate;

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

  /**
   * Returns a codec of 64-bit integers.
   *
   * @return the codec, named {@code int64}
   */
  public static Codec<Long> int64() {
    return Int64Codec.INSTANCE;
  }

  /**
   * Returns a codec of 32-bit integers.
   *
   * @return the codec, named {@code int32}
   */
  public static Codec<Integer> int32() {
    return Int32Codec.INSTANCE;
  }

  /**
   * Returns a codec of 64-bit floating point numbers.
   *
   * @return the codec, named {@code float64}
   */
  public static Codec<Double> float64() {
    return Float64Codec.INSTANCE;
  }

  /**
   * Returns a codec that encodes the elements of one class. All others stay objects on the heap. It
   * is for an {@code Edge}, which is inside one JVM; a ring with a name refuses it.
   *
   * <p>All elements keep their order. An encoded element takes one byte more of the ring, and of
   * {@code max-message-size}, than the given codec uses. If the edge is not in shared memory, it
   * encodes nothing.
   *
   * @param <T> the type of the elements
   * @param <S> the type of the encoded elements
   * @param encoded the class of the encoded elements; includes its subclasses
   * @param codec encodes them
   * @return the codec
   * @throws IllegalArgumentException if {@code either} created the given codec, too
   */
  public static <T, S extends T> Codec<T> either(Class<S> encoded, Codec<S> codec) {
    Objects.requireNonNull(encoded, "encoded");
    @SuppressWarnings("unchecked") // encodes elements of S only, and each S is a T
    Codec<T> ofSome = (Codec<T>) codec;
    return new EitherCodec<>(encoded::isInstance, ofSome);
  }

  /**
   * Returns a codec that encodes the elements which satisfy a predicate. All others stay objects on
   * the heap.
   *
   * @param <T> the type of the elements
   * @param encoded tells which elements are encoded; thread-safe, and consistent for each element
   * @param codec encodes them
   * @return the codec
   * @throws IllegalArgumentException if {@code either} created the given codec, too
   * @see #either(Class, Codec)
   */
  public static <T> Codec<T> either(Predicate<? super T> encoded, Codec<T> codec) {
    return new EitherCodec<>(encoded, codec);
  }
}
