package io.culvert.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes elements into the memory of a ring and decodes them from there, without a copy in
 * between.
 *
 * <p>The ring stores name and fingerprint when it is created. A side with another name or
 * fingerprint is refused. Nothing else that the peer sends chooses the type of the decoded
 * elements.
 *
 * <p>A codec may serve several streams at once and must be thread-safe. It is, if it has no fields.
 *
 * @param <T> the type of the elements
 */
public non-sealed interface Codec<T> extends Encoding<T> {

  /**
   * Returns the name of the encoding, {@code "utf8"} for example.
   *
   * @return a name of 1 to 128 bytes in UTF-8, always the same
   */
  String name();

  /**
   * Returns a number that changes whenever the encoding does: a version, or a hash of a schema.
   *
   * @return the number, always the same
   */
  default long fingerprint() {
    return 1;
  }

  /**
   * Returns an upper bound of an element's encoded length. The ring claims that many bytes, so the
   * bound should be tight. Bytes that {@link #encode} does not use are given back.
   *
   * @param element the element
   * @return the bound in bytes, at least 0
   */
  int maxEncodedLength(T element);

  /**
   * Encodes an element.
   *
   * @param element the element
   * @param buffer the destination: mapped memory, bounded to the claim
   * @param offset where to begin, in bytes
   * @return the number of bytes written, from 0 to the bound
   */
  int encode(T element, MutableDirectBuffer buffer, int offset);

  /**
   * Decodes an element. The codec must keep no reference to the buffer, whose bytes change after
   * the call. It must not trust the bytes: it checks lengths and indexes in them against {@code
   * length}.
   *
   * @param buffer the bytes: mapped memory, bounded to the message
   * @param offset where the element begins, in bytes
   * @param length length of the element, in bytes
   * @return the element, never null
   */
  T decode(DirectBuffer buffer, int offset, int length);
}
