package io.culvert.stage;

import io.culvert.annotation.InternalApi;
import io.culvert.codec.Codec;
import io.culvert.exceptions.CodecException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.ring.RingWriter;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Encodes elements into a ring: in place if they fit into one claim, else into a buffer that is
 * reused, and from there in parts.
 */
@InternalApi
public final class ElementWriter<T> {

  private final Codec<T> codec;
  private final RingWriter writer;
  private final ElementTokens<T> tokens;

  /** The element that waits for room; null if the last one was published. */
  private T waiting;

  /** Whether a message that was encoded into the buffer is partly written. */
  private boolean inParts;

  private UnsafeBuffer apart = new UnsafeBuffer(new byte[0]);

  public ElementWriter(Codec<T> codec, RingWriter writer, ElementTokens<T> tokens) {
    this.codec = codec;
    this.writer = writer;
    this.tokens = tokens;
  }

  /** Publishes an element; false if there is no room, and then {@link #retry} continues with it. */
  public boolean write(T element) {
    tokens.take(element); // before anything is in the ring, because it may throw
    return tryToWrite(element);
  }

  private boolean tryToWrite(T element) {
    int bound = bound(element);
    boolean written =
        bound <= writer.maxClaim() ? writeInPlace(element, bound) : writeApart(element, bound);
    waiting = written ? null : element;
    return written;
  }

  public boolean isWaiting() {
    return waiting != null;
  }

  public boolean retry() {
    if (!inParts) {
      return tryToWrite(waiting);
    }
    inParts = !writer.advance();
    if (!inParts) {
      waiting = null;
    }
    return !inParts;
  }

  private boolean writeInPlace(T element, int bound) {
    MutableDirectBuffer claim = writer.claim(bound);
    if (claim == null) {
      return false;
    }
    int length = encode(element, claim, bound);
    writer.commit(length);
    tokens.put(writer);
    writer.publish();
    return true;
  }

  private boolean writeApart(T element, int bound) {
    if (apart.capacity() < bound) {
      apart = new UnsafeBuffer(new byte[bound]);
    }
    writer.begin(apart, 0, encode(element, apart, bound));
    tokens.put(writer);
    inParts = !writer.advance();
    return !inParts;
  }

  private int bound(T element) {
    try {
      int bound = codec.maxEncodedLength(element);
      if (bound < 0) {
        throw new IllegalStateException("negative length: maxEncodedLength=" + bound);
      }
      return bound;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  private int encode(T element, MutableDirectBuffer target, int bound) {
    int length;
    try {
      length = codec.encode(element, target, 0);
      if (length < 0 || length > bound) {
        throw new IllegalStateException(
            "length out of bounds: encode=" + length + ", maxEncodedLength=" + bound);
      }
    } catch (Throwable e) {
      writer.abort();
      throw failure(e);
    }
    if (length > writer.maxMessageSize()) {
      writer.abort();
      throw new MessageTooLargeException(length, writer.maxMessageSize(), writer.file());
    }
    return length;
  }

  private CodecException failure(Throwable cause) {
    return CodecFailure.of("encode", codec, writer.position(), writer.file(), cause);
  }
}
