package io.culvert.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests the rule alone; the tests of edges use it in a stream. */
class OffloadTest {

  @Test
  void shouldEncodeOnlyElementsOfTheClass() {
    Offload<Object> texts = Offload.only(String.class, Codecs.utf8());
    assertThat(texts.isEncoded("a")).isTrue();
    assertThat(texts.isEncoded(1)).isFalse();
    assertThat(texts.codec()).isSameAs(Codecs.utf8());
    assertThat(texts).hasToString("Offload(utf8)");
  }

  @Test
  void shouldEncodeOnlyElementsThatSatisfyThePredicate() {
    Offload<String> longTexts = Offload.only(text -> text.length() > 1, Codecs.utf8());
    assertThat(longTexts.isEncoded("aa")).isTrue();
    assertThat(longTexts.isEncoded("a")).isFalse();
  }

  @Test
  void shouldRejectNullRuleAndNullCodec() {
    List<ThrowingCallable> factories =
        List.of(
            () -> Offload.only((Class<String>) null, Codecs.utf8()),
            () -> Offload.only((Predicate<String>) null, Codecs.utf8()));
    assertThat(factories)
        .allSatisfy(
            factory -> assertThatNullPointerException().isThrownBy(factory).withMessage("encoded"));
    assertThatNullPointerException()
        .isThrownBy(() -> Offload.only(String.class, null))
        .withMessage("codec");
  }
}
