package io.culvert;

import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * An element of a ring that stays in it until it is committed. {@link #ringId()} and {@link
 * #position()} name it for ever, also when it comes again: who stores them together with what he
 * makes of the element can tell what he has seen.
 *
 * @param <T> the type of the element
 */
public interface Committable<T> {

  /**
   * The element.
   *
   * @return the element
   */
  T element();

  /**
   * Where it is.
   *
   * @return the position of its first byte, bytes since the ring was created
   */
  long position();

  /**
   * The ring that it is in; each new ring has another id, also under the same name.
   *
   * @return the id
   */
  UUID ringId();

  /**
   * Says that the element has done its work and need not come again. Its space is released once all
   * elements before it are committed, too. May be called from any thread, and more than once.
   *
   * @return completes when it is released; fails with {@link NotCommittedException} when the source
   *     has ended before
   */
  CompletionStage<Done> commit();
}
