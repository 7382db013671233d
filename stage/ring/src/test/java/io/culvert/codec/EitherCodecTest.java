package io.culvert.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests the rule alone; the tests of edges use it in a stream. */
class EitherCodecTest {

  private static final Codec<Object> EITHER = Codecs.either(String.class, Codecs.utf8());

  @Test
  void shouldBeNamedAfterItsCodec() {
    assertThat(EITHER.name()).isEqualTo("either(utf8)");
    assertThat(EITHER.fingerprint()).isEqualTo(Codecs.utf8().fingerprint());
  }

  @Test
  void shouldSayWhatToDoWhenUsedOutsideAnEdge() {
    UnsafeBuffer buffer = new UnsafeBuffer(new byte[8]);
    List<ThrowingCallable> uses =
        List.of(
            () -> EITHER.maxEncodedLength("a"),
            () -> EITHER.encode("a", buffer, 0),
            () -> EITHER.decode(buffer, 0, 1));
    assertThat(uses)
        .allSatisfy(
            use ->
                assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(use)
                    .withMessageContaining("codec=either(utf8); hand it to Edge as it is"));
  }

  @Test
  void shouldRejectNestedRule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Codecs.either((Object element) -> true, EITHER))
        .withMessageContaining("codec=either(utf8)");
  }

  @Test
  void shouldRejectNullRuleAndNullCodec() {
    List<ThrowingCallable> factories =
        List.of(
            () -> Codecs.either((Class<String>) null, Codecs.utf8()),
            () -> Codecs.either((Predicate<String>) null, Codecs.utf8()));
    assertThat(factories)
        .allSatisfy(
            factory -> assertThatNullPointerException().isThrownBy(factory).withMessage("encoded"));
    assertThatNullPointerException()
        .isThrownBy(() -> Codecs.either(String.class, null))
        .withMessage("codec");
  }
}
