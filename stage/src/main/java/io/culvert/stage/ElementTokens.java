package io.culvert.stage;

import io.culvert.ring.RingWriter;
import java.util.function.ToLongFunction;

/**
 * INTERNAL API. What a writer leaves in the ring with each element, for its successor to find.
 *
 * @param <T> the type of the elements
 */
interface ElementTokens<T> {

  /** Takes the token of an element that is about to be written. */
  void take(T element);

  /** Gives it to the message that was begun, or committed. */
  void put(RingWriter writer);

  /** Elements without tokens. */
  static <T> ElementTokens<T> none() {
    return new ElementTokens<>() {
      @Override
      public void take(T element) {
        // There is none.
      }

      @Override
      public void put(RingWriter writer) {
        // There is none.
      }
    };
  }

  /** Elements with tokens that a function makes. */
  static <T> ElementTokens<T> of(ToLongFunction<? super T> function) {
    return new ElementTokens<>() {

      private long token;

      @Override
      public void take(T element) {
        token = function.applyAsLong(element);
      }

      @Override
      public void put(RingWriter writer) {
        writer.putToken(token);
      }
    };
  }
}
