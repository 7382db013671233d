package io.culvert.codec;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * Encodes some elements of an {@code Edge}, for example the large ones, and leaves all others as
 * objects on the heap. A ring with a name accepts a {@link Codec} only, because an object cannot
 * leave its JVM.
 *
 * <p>All elements keep their order. An encoded element takes one byte more of the ring, and of
 * {@code max-message-size}, than its codec uses. If the edge is not in shared memory, it encodes
 * nothing.
 *
 * @param <T> the type of the elements
 */
public final class Offload<T> implements Encoding<T> {

  private final Predicate<? super T> rule;
  private final Codec<T> codec;

  private Offload(Predicate<? super T> rule, Codec<T> codec) {
    this.rule = Objects.requireNonNull(rule, "encoded");
    this.codec = Objects.requireNonNull(codec, "codec");
  }

  /**
   * Encodes the elements of one class.
   *
   * @param <T> the type of the elements
   * @param <S> the type of the encoded elements
   * @param encoded the class of the encoded elements; includes its subclasses
   * @param codec encodes them
   * @return the encoding
   */
  public static <T, S extends T> Offload<T> only(Class<S> encoded, Codec<S> codec) {
    Objects.requireNonNull(encoded, "encoded");
    @SuppressWarnings("unchecked") // encodes elements of S only, and each S is a T
    Codec<T> ofSome = (Codec<T>) codec;
    return new Offload<>(encoded::isInstance, ofSome);
  }

  /**
   * Encodes the elements that satisfy a predicate.
   *
   * @param <T> the type of the elements
   * @param encoded tells which elements are encoded; thread-safe, and consistent for each element
   * @param codec encodes them
   * @return the encoding
   */
  public static <T> Offload<T> only(Predicate<? super T> encoded, Codec<T> codec) {
    return new Offload<>(encoded, codec);
  }

  /**
   * {@return whether the codec encodes an element; otherwise it stays an object}
   *
   * @param element the element
   */
  public boolean isEncoded(T element) {
    return rule.test(element);
  }

  /** {@return the codec of the encoded elements} */
  public Codec<T> codec() {
    return codec;
  }

  @Override
  public String toString() {
    return "Offload(" + codec.name() + ")";
  }
}
