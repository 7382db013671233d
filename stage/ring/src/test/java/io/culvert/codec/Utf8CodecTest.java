package io.culvert.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the codec, which encodes by hand, with the JDK. */
class Utf8CodecTest {

  private static final Codec<String> CODEC = Codecs.utf8();

  private static byte[] encode(String text) {
    int bound = CODEC.maxEncodedLength(text);
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[3 + bound]);
    byte[] bytes = new byte[CODEC.encode(text, buffer, 3)];
    assertThat(bytes.length).isLessThanOrEqualTo(bound);
    buffer.getBytes(3, bytes);
    return bytes;
  }

  private static String decode(byte[] bytes) {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[3 + bytes.length + 3]);
    buffer.putBytes(3, bytes);
    return CODEC.decode(buffer, 3, bytes.length);
  }

  private static void assertEncodedLikeTheJdk(String text) {
    byte[] expected = text.getBytes(StandardCharsets.UTF_8);
    assertThat(encode(text)).isEqualTo(expected);
    assertThat(decode(expected)).isEqualTo(new String(expected, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "\u0000",
        "\u007f",
        "\u0080",
        "\u07ff",
        "\u0800",
        "\u20ac",
        "\ud7ff",
        "\ue000",
        "\uffff",
        "\ud83d\ude00",
        "\ud800\udc00",
        "\udbff\udfff",
        "a\u00e4\u20ac\ud83d\ude00z"
      })
  void shouldDecodeTextsAtTheLimitsOfTheEncoding(String text) {
    assertEncodedLikeTheJdk(text);
    assertThat(decode(encode(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud800",
        "\udc00",
        "\udbff",
        "\udfff",
        "\udc00\ud800",
        "\ud800\ud800",
        "a\ud83d",
        "\ude00a",
        "\ud83d\ud83d\ude00",
        "\ud83d\ude00\ude00"
      })
  void shouldReplaceLoneSurrogateByQuestionMark(String text) {
    assertEncodedLikeTheJdk(text);
    assertThat(decode(encode(text))).contains("?");
  }

  @Property(tries = 2000)
  void shouldEncodeAnyTextLikeTheJdk(@ForAll("anyChars") String text) {
    assertEncodedLikeTheJdk(text);
  }

  @Property(tries = 1000)
  void shouldDecodeTextOfWholeCharacters(@ForAll String text) {
    String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(decode(encode(whole))).isEqualTo(whole);
  }

  @Property(tries = 1000)
  void shouldDecodeMalformedBytesLikeTheJdk(@ForAll byte[] bytes) {
    assertThat(decode(bytes)).isEqualTo(new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void shouldBoundLengthByThreeBytesPerChar() {
    assertThat(CODEC.maxEncodedLength("")).isZero();
    assertThat(CODEC.maxEncodedLength("abc")).isEqualTo(9);
    assertThat(CODEC.maxEncodedLength("\ud83d\ude00")).isEqualTo(6);
  }

  /** Generates all chars, and surrogates as often as all others together. */
  @Provide
  Arbitrary<String> anyChars() {
    return Arbitraries.oneOf(
            Arbitraries.chars().all(), Arbitraries.chars().range('\ud800', '\udfff'))
        .list()
        .ofMaxSize(40)
        .map(
            chars -> {
              StringBuilder text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }
}
