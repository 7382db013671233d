package io.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Tests where a halt is inserted into a source, and the message if it cannot be. */
class HaltPointTest {

  private static final String SOURCE = "void run() {\n  first();\n  second(\n      1);\n}\n";
  private static final String CALL = "io.culvert.testing.Halt.here();";

  @Test
  void shouldInsertHaltBeforeTheFragment() {
    assertThat(HaltPoint.before("name", "Any", "second(").applyTo(SOURCE))
        .isEqualTo("void run() {\n  first();\n   " + CALL + " second(\n      1);\n}\n");
  }

  @Test
  void shouldInsertHaltAfterFragmentOfSeveralLines() {
    assertThat(HaltPoint.after("name", "Any", "second( 1);").applyTo(SOURCE))
        .isEqualTo("void run() {\n  first();\n  second(\n      1); " + CALL + " \n}\n");
  }

  @Test
  void shouldAskForUpdateWhenFragmentIsMissing() {
    assertThatThrownBy(() -> HaltPoint.before("a step", "some.Any", "third();").applyTo(SOURCE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("occurrences=0", "a step", "some.Any", "third();", "update");
  }

  @Test
  void shouldRejectFragmentWhenItOccursTwice() {
    assertThatThrownBy(() -> HaltPoint.before("a step", "some.Any", "();").applyTo(SOURCE + SOURCE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("occurrences=2");
  }
}
