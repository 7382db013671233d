package io.culvert.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

final class Int64Codec implements Codec<Long> {

  static final Int64Codec INSTANCE = new Int64Codec();

  private Int64Codec() {}

  @Override
  public String name() {
    return "int64";
  }

  @Override
  public int maxEncodedLength(Long element) {
    return Long.BYTES;
  }

  @Override
  public int encode(Long element, MutableDirectBuffer buffer, int offset) {
    buffer.putLong(offset, element, ByteOrder.LITTLE_ENDIAN);
    return Long.BYTES;
  }

  @Override
  public Long decode(DirectBuffer buffer, int offset, int length) {
    FixedLength.require(Long.BYTES, length);
    return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
  }
}
