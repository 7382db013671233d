package io.culvert.testing.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.culvert.testing.ForkedJvm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes each mutant of a list, one at a time: a test that it names must fail.
 *
 * <p>The changed class files lie in a directory of their own, which is the first of the class path
 * of a JVM that runs the named tests. {@code -Dculvert.test.mutant=REGEX} runs only the mutants in
 * whose class, name or tests it is found.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
public abstract class MutantsRun {

  private static final Pattern ONLY =
      Pattern.compile(System.getProperty("culvert.test.mutant", ""));
  private static final long LIMIT_SECONDS = 300;

  /** Most tests that fail wait in vain, but the unchanged code must be done in this time, too. */
  private static final String PATIENCE = "-Dculvert.test.patience-seconds=20";

  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:-CreateCoredumpOnCrash", "-XX:-UsePerfData", PATIENCE);

  /** More than there are processors, because most tests that fail only wait. */
  private static final int AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

  /** For short tests: the optimizing compiler would not pay off. */
  private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

  /** The test of a race that only the code of the optimizing compiler shows. */
  private static final Pattern RACE = Pattern.compile("WakeUpRaceTest");

  @TempDir Path temporary;

  private final List<Mutant> all;

  protected MutantsRun(List<Mutant> all) {
    this.all = all;
  }

  private List<Mutant> mutants() {
    return all.stream()
        .filter(mutant -> ONLY.matcher(mutant + " " + mutant.tests()).find())
        .toList();
  }

  /** Without this the death of a mutant would prove nothing. */
  @Test
  void shouldPassAllNamedTestsWhenNothingIsChanged() throws Exception {
    List<String> tests =
        mutants().stream().flatMap(mutant -> mutant.tests().stream()).distinct().toList();
    try (ForkedJvm jvm = run(tests, temporary)) {
      assertThat(verdict(jvm, temporary)).as(jvm.output()).isIn(Verdict.PASSED, Verdict.SKIPPED);
    }
  }

  @TestFactory
  Stream<DynamicTest> shouldFailANamedTestWhenAMutantRuns() {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    return mutants().stream().map(mutant -> begin(mutant, workers)).toList().stream()
        .onClose(workers::shutdown);
  }

  private DynamicTest begin(Mutant mutant, ExecutorService workers) {
    Future<Void> killed =
        workers.submit(
            () -> {
              kill(mutant);
              return null;
            });
    return dynamicTest(mutant.toString(), () -> await(killed));
  }

  private static void await(Future<Void> killed) throws Throwable {
    try {
      killed.get();
    } catch (ExecutionException e) {
      throw e.getCause(); // an assertion or an assumption
    }
  }

  private void kill(Mutant mutant) throws Exception {
    Path classes = Files.createTempDirectory(temporary, "mutant");
    MutatedClasses.write(mutant.edits(), classes);

    try (ForkedJvm jvm = run(mutant.tests(), classes)) {
      Verdict verdict = verdict(jvm, classes);
      Assumptions.assumeTrue(verdict != Verdict.SKIPPED, jvm::output);
      assertThat(verdict)
          .as("%s with the mutant %s: %s", mutant.tests(), mutant, jvm.output())
          .isIn(Verdict.FAILED, Verdict.CRASHED);
    }
  }

  private static ForkedJvm run(List<String> tests, Path classesFirst) {
    String classPath = classesFirst + File.pathSeparator + System.getProperty("java.class.path");
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-XX:ErrorFile=" + crashLog(classesFirst));
    if (!RACE.matcher(tests.toString()).find()) {
      flags.add(FIRST_COMPILER);
    }
    return ForkedJvm.start(classPath, flags, NamedTests.class, tests.toArray(String[]::new));
  }

  private static Path crashLog(Path classesFirst) {
    return classesFirst.resolve("crash.log");
  }

  private static Verdict verdict(ForkedJvm jvm, Path classesFirst) throws InterruptedException {
    assertThat(jvm.process().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
        .as("ends within %d s: %s", LIMIT_SECONDS, jvm.output())
        .isTrue();
    if (Files.exists(crashLog(classesFirst))) {
      return Verdict.CRASHED;
    }
    return Verdict.ofExitCode(jvm.process().exitValue());
  }
}
