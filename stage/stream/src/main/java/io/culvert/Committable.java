package io.culvert;

import io.culvert.exceptions.NotCommittedException;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * An element that stays in its ring until it is committed. {@link #ringId()} and {@link
 * #position()} identify it forever, also if the source emits it again. A consumer that stores them
 * together with its results can recognize repeated elements.
 *
 * @param <T> the type of the element
 */
public interface Committable<T> {

  /** {@return the element} */
  T element();

  /** {@return the position of the element's first byte, in bytes since the ring was created} */
  long position();

  /** {@return the id of the ring; each new ring has a new id, also under the same name} */
  UUID ringId();

  /**
   * Commits the element: it need not be emitted again. The ring releases its space once all
   * elements before it are committed, too. Any thread may call this method, also repeatedly.
   *
   * @return completes when the element is released; fails with {@link NotCommittedException} if the
   *     source ended before
   */
  CompletionStage<Done> commit();
}
