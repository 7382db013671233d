package io.culvert.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Turns elements into bytes and bytes into elements, straight in the memory of a ring: nothing is
 * copied in between.
 *
 * <p>The name and the fingerprint are stored in the ring when it is made; a side that comes with
 * others is refused. Nothing else of the sender decides what is decoded: a codec makes the elements
 * of its own type and no others.
 *
 * <p>One codec may serve several streams at once, so it must be safe for use by several threads;
 * without fields of its own it is.
 *
 * @param <T> the type of the elements
 */
public interface Codec<T> {

  /**
   * What the bytes are, {@code "utf8"} for example.
   *
   * @return a name of 1 to 128 bytes of UTF-8, always the same
   */
  String name();

  /**
   * A number that changes whenever the encoding does: a version, or a hash of a schema.
   *
   * @return the number, always the same; 1 unless overridden
   */
  default long fingerprint() {
    return 1;
  }

  /**
   * An upper bound of an element's encoded length. It is the room that is claimed, so it should be
   * near the truth; what {@link #encode} does not use is given back.
   *
   * @param element the element
   * @return the bound in bytes, at least 0
   */
  int maxEncodedLength(T element);

  /**
   * Encodes an element.
   *
   * @param element the element
   * @param buffer where to write: mapped memory, bounded to what was claimed
   * @param offset where to begin, in bytes
   * @return the bytes written, from 0 to the bound
   */
  int encode(T element, MutableDirectBuffer buffer, int offset);

  /**
   * Decodes an element. It must keep no reference to the buffer, whose bytes change after the call;
   * and it must not trust the bytes: lengths and indexes in them are to be checked against the
   * length given here.
   *
   * @param buffer what to read: mapped memory, bounded to the message
   * @param offset where the element begins, in bytes
   * @param length how long it is, in bytes
   * @return the element, never null
   */
  T decode(DirectBuffer buffer, int offset, int length);
}
