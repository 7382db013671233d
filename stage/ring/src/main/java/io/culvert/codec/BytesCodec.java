package io.culvert.codec;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

final class BytesCodec implements Codec<byte[]> {

  static final BytesCodec INSTANCE = new BytesCodec();

  private BytesCodec() {}

  @Override
  public String name() {
    return "bytes";
  }

  @Override
  public int maxEncodedLength(byte[] element) {
    return element.length;
  }

  @Override
  public int encode(byte[] element, MutableDirectBuffer buffer, int offset) {
    buffer.putBytes(offset, element);
    return element.length;
  }

  @Override
  public byte[] decode(DirectBuffer buffer, int offset, int length) {
    byte[] element = new byte[length];
    buffer.getBytes(offset, element);
    return element;
  }
}
