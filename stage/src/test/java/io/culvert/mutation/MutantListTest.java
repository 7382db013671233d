package io.culvert.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of mutants keeps up with the code. */
class MutantListTest {

  @Test
  void noTwoMutantsAreTheSame() {
    assertThat(Mutants.all())
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .extracting(mutant -> mutant.className() + ": " + mutant.name())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("io.culvert.mutation.Mutants#all")
  void theCodeThatAMutantTakesOutIsThere(Mutant mutant) {
    String source = source(mutant);
    assertThat(mutant.applyTo(source)).isNotEqualTo(source);
  }

  private static String source(Mutant mutant) {
    try {
      return Files.readString(Mutants.source(mutant.className()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
