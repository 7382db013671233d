package io.culvert.codec;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

final class Float64Codec implements Codec<Double> {

  static final Float64Codec INSTANCE = new Float64Codec();

  private Float64Codec() {}

  @Override
  public String name() {
    return "float64";
  }

  @Override
  public int maxEncodedLength(Double element) {
    return Double.BYTES;
  }

  @Override
  public int encode(Double element, MutableDirectBuffer buffer, int offset) {
    buffer.putDouble(offset, element, ByteOrder.LITTLE_ENDIAN);
    return Double.BYTES;
  }

  @Override
  public Double decode(DirectBuffer buffer, int offset, int length) {
    FixedLength.require(Double.BYTES, length);
    return buffer.getDouble(offset, ByteOrder.LITTLE_ENDIAN);
  }
}
