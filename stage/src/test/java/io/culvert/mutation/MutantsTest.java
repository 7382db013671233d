package io.culvert.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the list of mutants fits the code. */
class MutantsTest {

  private static final int MOST = 60;

  @Test
  void shouldHaveFewMutantsOfWhichNoTwoAreTheSame() {
    assertThat(Mutants.all())
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(MOST)
        .extracting(Mutant::toString)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("io.culvert.mutation.Mutants#all")
  void shouldFindTheCallsThatAMutantChanges(Mutant mutant) throws IOException {
    assertThat(MutatedClasses.of(mutant.edits())).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.culvert.mutation.Mutants#all")
  void shouldFindTheTestsThatAMutantNames(Mutant mutant) {
    assertThat(mutant.tests()).isNotEmpty().allSatisfy(MutantsTest::find);
  }

  private static void find(String test) throws ClassNotFoundException {
    String[] parts = test.split("#");
    assertThat(Class.forName(parts[0]).getDeclaredMethods())
        .extracting(Method::getName)
        .anyMatch(name -> parts.length == 1 || name.equals(parts[1]));
  }
}
