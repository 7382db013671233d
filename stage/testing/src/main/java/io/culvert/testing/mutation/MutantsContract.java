package io.culvert.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tests that a list of mutants fits the code. */
public abstract class MutantsContract {

  private static final int MOST = 60;

  private final List<Mutant> all;

  protected MutantsContract(List<Mutant> all) {
    this.all = all;
  }

  @Test
  void shouldHaveFewMutantsOfWhichNoTwoAreTheSame() {
    assertThat(all)
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(MOST)
        .extracting(Mutant::toString)
        .doesNotHaveDuplicates();
  }

  @TestFactory
  Stream<DynamicTest> shouldFindTheCallsThatAMutantChanges() {
    return all.stream()
        .map(
            mutant ->
                dynamicTest(
                    mutant.toString(),
                    () -> assertThat(MutatedClasses.of(mutant.edits())).isNotEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> shouldFindTheTestsThatAMutantNames() {
    return all.stream()
        .map(
            mutant ->
                dynamicTest(
                    mutant.toString(),
                    () ->
                        assertThat(mutant.tests()).isNotEmpty().allSatisfy(MutantsContract::find)));
  }

  private static void find(String test) throws ClassNotFoundException {
    String[] parts = test.split("#");
    assertThat(Class.forName(parts[0]).getDeclaredMethods())
        .extracting(Method::getName)
        .anyMatch(name -> parts.length == 1 || name.equals(parts[1]));
  }
}
