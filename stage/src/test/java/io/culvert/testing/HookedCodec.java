package io.culvert.testing;

import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The codec of texts, except that a test decides what it does with one text. */
public final class HookedCodec implements Codec<String> {

  private final Codec<String> texts = Codecs.utf8();
  private String hooked;
  private ToIntFunction<String> bound;
  private ToIntFunction<String> encode;
  private Supplier<String> decode;

  private HookedCodec() {}

  /** Returns a codec without a fault. */
  public static HookedCodec create() {
    return new HookedCodec();
  }

  /** Replaces the bound of this text. */
  public HookedCodec onBound(String text, ToIntFunction<String> hook) {
    hooked = text;
    bound = hook;
    return this;
  }

  /** Replaces the encoding of this text. */
  public HookedCodec onEncode(String text, ToIntFunction<String> hook) {
    hooked = text;
    encode = hook;
    return this;
  }

  /** Replaces the decoding of this text. */
  public HookedCodec onDecode(String text, Supplier<String> hook) {
    hooked = text;
    decode = hook;
    return this;
  }

  /** Reads past the end of the bytes of this text. */
  public HookedCodec readingPastEnd(String text) {
    hooked = text;
    return this;
  }

  @Override
  public String name() {
    return texts.name();
  }

  @Override
  public int maxEncodedLength(String text) {
    return text.equals(hooked) && bound != null
        ? bound.applyAsInt(text)
        : texts.maxEncodedLength(text);
  }

  @Override
  public int encode(String text, MutableDirectBuffer buffer, int offset) {
    return text.equals(hooked) && encode != null
        ? encode.applyAsInt(text)
        : texts.encode(text, buffer, offset);
  }

  @Override
  public String decode(DirectBuffer buffer, int offset, int length) {
    String text = texts.decode(buffer, offset, length);
    if (!text.equals(hooked)) {
      return text;
    }
    return decode != null ? decode.get() : texts.decode(buffer, offset, length + 1);
  }
}
