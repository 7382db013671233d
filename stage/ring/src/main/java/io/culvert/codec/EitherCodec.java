package io.culvert.codec;

import java.util.Objects;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Rule of {@link Codecs#either}: which elements are encoded, and how. An edge inside one JVM
 * applies it. The codec itself neither encodes nor decodes, because another process cannot reach
 * the elements that stay objects.
 *
 * @param <T> the type of the elements
 */
public final class EitherCodec<T> implements Codec<T> {

  private final Predicate<? super T> rule;
  private final Codec<T> codec;

  EitherCodec(Predicate<? super T> rule, Codec<T> codec) {
    this.rule = Objects.requireNonNull(rule, "encoded");
    this.codec = Objects.requireNonNull(codec, "codec");
    if (codec instanceof EitherCodec) {
      throw new IllegalArgumentException(
          "either within either: codec="
              + codec.name()
              + "; give the codec of the elements, and one rule");
    }
  }

  /**
   * Returns whether an element is encoded.
   *
   * @param element the element
   * @return true if {@link #codec} encodes it, false if it stays an object
   */
  public boolean isEncoded(T element) {
    return rule.test(element);
  }

  /** {@return the codec of the encoded elements} */
  public Codec<T> codec() {
    return codec;
  }

  @Override
  public String name() {
    return "either(" + codec.name() + ")";
  }

  @Override
  public long fingerprint() {
    return codec.fingerprint();
  }

  /**
   * Refuses the call.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public int maxEncodedLength(T element) {
    throw apartFromEdge();
  }

  /**
   * Refuses the call.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public int encode(T element, MutableDirectBuffer buffer, int offset) {
    throw apartFromEdge();
  }

  /**
   * Refuses the call.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public T decode(DirectBuffer buffer, int offset, int length) {
    throw apartFromEdge();
  }

  private UnsupportedOperationException apartFromEdge() {
    return new UnsupportedOperationException(
        "codec for an Edge only, because an object cannot leave its JVM: codec="
            + name()
            + "; hand it to Edge as it is, or use the codec of the elements");
  }
}
