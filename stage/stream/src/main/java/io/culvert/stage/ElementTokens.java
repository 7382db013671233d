package io.culvert.stage;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.RingWriter;
import java.util.function.ToLongFunction;

/** The token that a writer stores with each element, for its successor to find. */
@InternalApi
public interface ElementTokens<T> {

  /** Computes the token of an element that is about to be written. */
  void take(T element);

  /** Stores the token with the message that was begun or committed. */
  void put(RingWriter writer);

  /** Returns tokens that do nothing. */
  static <T> ElementTokens<T> none() {
    return new ElementTokens<>() {
      @Override
      public void take(T element) {
        // No tokens.
      }

      @Override
      public void put(RingWriter writer) {
        // No tokens.
      }
    };
  }

  /** Returns tokens that a function computes. */
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
