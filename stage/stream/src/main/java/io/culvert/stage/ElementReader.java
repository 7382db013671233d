package io.culvert.stage;

import io.culvert.annotation.InternalApi;
import io.culvert.codec.Codec;
import io.culvert.ring.RingReader;
import org.agrona.DirectBuffer;

/** Decodes the messages of a ring, in place. */
@InternalApi
public final class ElementReader<T> {

  private final Codec<T> codec;
  private final RingReader reader;

  public ElementReader(Codec<T> codec, RingReader reader) {
    this.codec = codec;
    this.reader = reader;
  }

  /** Returns the message that was read last, decoded. */
  public T element() {
    DirectBuffer message = reader.payload();
    try {
      T element = codec.decode(message, 0, message.capacity());
      if (element == null) {
        throw new IllegalStateException("no element: decode=null");
      }
      return element;
    } catch (Throwable e) {
      throw CodecFailure.of("decode", codec, reader.messagePosition(), reader.file(), e);
    }
  }
}
