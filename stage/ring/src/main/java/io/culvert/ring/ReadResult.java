package io.culvert.ring;

/** The result of {@link RingReader#read}. */
public enum ReadResult {
  /** A message. {@link RingReader#payload} returns its bytes. */
  MESSAGE,
  /** No message now. */
  EMPTY,
  /** The end of the stream. */
  COMPLETED,
  /** The failure of the stream. {@link RingReader#failure} returns it. */
  FAILED
}
