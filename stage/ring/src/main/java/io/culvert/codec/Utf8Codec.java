package io.culvert.codec;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Encodes by hand: every method of the JDK that encodes a string allocates an array first. */
final class Utf8Codec implements Codec<String> {

  static final Utf8Codec INSTANCE = new Utf8Codec();

  private static final int MAX_BYTES_PER_CHAR = 3;
  private static final byte REPLACEMENT = '?';

  private Utf8Codec() {}

  @Override
  public String name() {
    return "utf8";
  }

  @Override
  public int maxEncodedLength(String element) {
    return Math.multiplyExact(element.length(), MAX_BYTES_PER_CHAR);
  }

  @Override
  public int encode(String element, MutableDirectBuffer buffer, int offset) {
    int length = element.length();
    int end = offset;
    int i = 0;
    while (i < length) {
      char c = element.charAt(i);
      if (c < 0x80) {
        buffer.putByte(end++, (byte) c);
        i++;
      } else if (c < 0x800) {
        buffer.putByte(end++, (byte) (0xC0 | c >> 6));
        buffer.putByte(end++, (byte) (0x80 | c & 0x3F));
        i++;
      } else if (!Character.isSurrogate(c)) {
        buffer.putByte(end++, (byte) (0xE0 | c >> 12));
        buffer.putByte(end++, (byte) (0x80 | c >> 6 & 0x3F));
        buffer.putByte(end++, (byte) (0x80 | c & 0x3F));
        i++;
      } else {
        int point = element.codePointAt(i);
        end += encodeSupplementary(point, buffer, end);
        i += Character.charCount(point);
      }
    }
    return end - offset;
  }

  private static int encodeSupplementary(int point, MutableDirectBuffer buffer, int offset) {
    if (!Character.isSupplementaryCodePoint(point)) { // a lone surrogate
      buffer.putByte(offset, REPLACEMENT);
      return 1;
    }
    buffer.putByte(offset, (byte) (0xF0 | point >> 18));
    buffer.putByte(offset + 1, (byte) (0x80 | point >> 12 & 0x3F));
    buffer.putByte(offset + 2, (byte) (0x80 | point >> 6 & 0x3F));
    buffer.putByte(offset + 3, (byte) (0x80 | point & 0x3F));
    return 4;
  }

  @Override
  public String decode(DirectBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
