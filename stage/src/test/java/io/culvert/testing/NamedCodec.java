package io.culvert.testing;

import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The codec of texts under another name. */
public record NamedCodec(String name) implements Codec<String> {

  @Override
  public int maxEncodedLength(String text) {
    return Codecs.utf8().maxEncodedLength(text);
  }

  @Override
  public int encode(String text, MutableDirectBuffer buffer, int offset) {
    return Codecs.utf8().encode(text, buffer, offset);
  }

  @Override
  public String decode(DirectBuffer buffer, int offset, int length) {
    return Codecs.utf8().decode(buffer, offset, length);
  }
}
