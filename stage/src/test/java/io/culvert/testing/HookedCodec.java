package io.culvert.testing;

import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** The codec of texts, except that it does to one text what a test wants. */
public final class HookedCodec implements Codec<String> {

  private final Codec<String> texts = Codecs.utf8();
  private String hooked;
  private ToIntFunction<String> bound;
  private ToIntFunction<String> encode;
  private Supplier<String> decode;

  private HookedCodec() {}

  /** A codec without a fault. */
  public static HookedCodec create() {
    return new HookedCodec();
  }

  /** Answers otherwise when it is asked for the bound of this text. */
  public HookedCodec onBound(String text, ToIntFunction<String> hook) {
    hooked = text;
    bound = hook;
    return this;
  }

  /** Does otherwise when it is to encode this text. */
  public HookedCodec onEncode(String text, ToIntFunction<String> hook) {
    hooked = text;
    encode = hook;
    return this;
  }

  /** Does otherwise when it is to decode this text. */
  public HookedCodec onDecode(String text, Supplier<String> hook) {
    hooked = text;
    decode = hook;
    return this;
  }

  /** Reads more bytes than there are when it is to decode this text. */
  public HookedCodec readingBehind(String text) {
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
