package io.culvert.peer.doorbell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs {@code src/test/spin/check}, in which SPIN explores every execution of a model of the
 * doorbell. Without SPIN the test is skipped, or fails if the environment sets {@code
 * CULVERT_REQUIRE_SPIN=1}.
 */
@Tag("slow")
class DoorbellModelIT {

  private static final Path CHECK = Path.of("src", "test", "spin", "check").toAbsolutePath();

  /** The exit status of the script if a tool that it needs is not installed. */
  private static final int TOOL_MISSING = 77;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void shouldLoseNoWakeUpAndFindEveryInjectedBug() throws Exception {
    Path log = Files.createDirectories(Path.of("target").toAbsolutePath()).resolve("doorbell.txt");

    int exitCode = run(log);

    String output = Files.readString(log);
    if (exitCode == TOOL_MISSING) {
      skip(output.trim());
    }
    assertThat(exitCode).as(output).isZero();
    assertThat(output).contains("INJ_NO_FENCE_PARK", "INJ_NO_FENCE_PUBLISH");
  }

  private static int run(Path log) throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder("bash", CHECK.toString())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      return skip("bash does not start: " + e.getMessage());
    }
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as("%s ends", CHECK).isTrue();
      return process.exitValue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static int skip(String reason) {
    String message = "THE MODEL OF THE DOORBELL WAS NOT CHECKED: " + reason;
    if ("1".equals(System.getenv("CULVERT_REQUIRE_SPIN"))) {
      return fail(message);
    }
    System.err.println(message);
    return abort(message);
  }
}
