package io.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs the {@code *Stress} classes of a module in JVMs of their own. {@code java -cp ...
 * org.openjdk.jcstress.Main -m tough} runs them longer.
 */
@Tag("slow")
public abstract class JcstressRun {

  private static final Pattern RESULTS =
      Pattern.compile("Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, .*");

  private static final Pattern FINISHED =
      Pattern.compile("All remaining tests: (\\d+) matching test results");

  private static final Pattern RATE = Pattern.compile("Sampling Rate: ([0-9.]+) .*/sec");

  private final int tests;

  /** Creates a run of all tests of the module, of which there are so many. */
  protected JcstressRun(int tests) {
    this.tests = tests;
  }

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void shouldSeeNoForbiddenOutcome() throws Exception {
    Path directory = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
    Path log = directory.resolve("log.txt");

    int exitCode = run(directory, log);

    String output = Files.readString(log);
    assertThat(exitCode).as(output).isZero();
    MatchResult results = last(RESULTS, output);
    assertThat(Integer.parseInt(results.group(1))).as("planned").isGreaterThanOrEqualTo(tests);
    assertThat(results.group(2)).as("passed").isEqualTo(results.group(1));
    assertThat(results.group(3)).as("failed").isEqualTo("0");
    assertThat(last(FINISHED, output).group(1)).isEqualTo(String.valueOf(tests));
    assertThat(Double.parseDouble(last(RATE, output).group(1))).as("samples").isPositive();
  }

  private static int run(Path directory, Path log) throws IOException, InterruptedException {
    String flags = System.getProperty("culvert.test.jvm.flags", "").trim();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("org.openjdk.jcstress.Main");
    command.addAll(List.of("-t", "io.culvert.*"));
    command.addAll(List.of("-r", directory.toString()));
    command.addAll(
        List.of("-m", "quick", "-f", "1", "-iters", "3", "-time", "500", "-sc", "false"));
    // The product must be less than the number of rings for the states.
    command.addAll(List.of("-strideSize", "64", "-strideCount", "16"));
    command.addAll(List.of("-jvmArgs", ("-Xmx256m " + flags).trim()));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("jcstress ends").isTrue();
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static MatchResult last(Pattern pattern, String output) {
    List<MatchResult> found = pattern.matcher(output).results().toList();
    assertThat(found).as("%s in: %s", pattern, output).isNotEmpty();
    return found.get(found.size() - 1);
  }
}
