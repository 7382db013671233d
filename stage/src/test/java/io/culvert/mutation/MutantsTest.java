package io.culvert.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of mutants keeps up with the code. */
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
    assertThat(mutant.tests()).isNotEmpty().allSatisfy(Class::forName);
  }
}
