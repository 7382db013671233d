package io.culvert.ring;

/** What {@link RingReader#read} has found. */
public enum ReadResult {
  /** A message: its bytes are in {@link RingReader#payload}. */
  MESSAGE,
  /** Nothing now. */
  EMPTY,
  /** The end of the stream. */
  COMPLETED,
  /** The failure of the stream: it is in {@link RingReader#failure}. */
  FAILED
}
