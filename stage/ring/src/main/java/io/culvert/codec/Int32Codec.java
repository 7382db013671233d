package io.culvert.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

final class Int32Codec implements Codec<Integer> {

  static final Int32Codec INSTANCE = new Int32Codec();

  private Int32Codec() {}

  @Override
  public String name() {
    return "int32";
  }

  @Override
  public int maxEncodedLength(Integer element) {
    return Integer.BYTES;
  }

  @Override
  public int encode(Integer element, MutableDirectBuffer buffer, int offset) {
    buffer.putInt(offset, element, ByteOrder.LITTLE_ENDIAN);
    return Integer.BYTES;
  }

  @Override
  public Integer decode(DirectBuffer buffer, int offset, int length) {
    FixedLength.require(Integer.BYTES, length);
    return buffer.getInt(offset, ByteOrder.LITTLE_ENDIAN);
  }
}
