package io.culvert;

import io.culvert.codec.Codec;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.apache.pekko.util.ByteString;

final class ByteStringCodec implements Codec<ByteString> {

  static final ByteStringCodec INSTANCE = new ByteStringCodec();

  private ByteStringCodec() {}

  @Override
  public String name() {
    return "bytes";
  }

  @Override
  public int maxEncodedLength(ByteString element) {
    return element.size();
  }

  @Override
  public int encode(ByteString element, MutableDirectBuffer buffer, int offset) {
    int end = offset;
    for (ByteBuffer part : element.getByteBuffers()) {
      int length = part.remaining();
      buffer.putBytes(end, part, length);
      end += length;
    }
    return end - offset;
  }

  @Override
  public ByteString decode(DirectBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    return ByteString.fromArrayUnsafe(bytes);
  }
}
