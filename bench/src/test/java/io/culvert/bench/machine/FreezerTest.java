package io.culvert.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.culvert.bench.BenchException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FreezerTest {

  private final OtherProcesses others = new OtherProcesses();
  private Process process;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "this system has /proc");
    process = new ProcessBuilder("cat").start();
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void shouldContinueProcessWhenThawed() throws IOException {
    try (Freezer freezer = Freezer.start(others)) {
      freezer.freeze(List.of(process.pid()));
      awaitState('T');
      freezer.thaw(List.of(process.pid()));
      assertThat(echo("thawed")).isEqualTo("thawed");
    }
  }

  @Test
  void shouldThawProcessWhenClosed() throws IOException {
    try (Freezer freezer = Freezer.start(others)) {
      freezer.freeze(List.of(process.pid()));
      awaitState('T');
    }
    assertThat(echo("thawed")).isEqualTo("thawed");
  }

  @Test
  void shouldFailWhenAProcessHasEnded() {
    process.destroyForcibly().onExit().join();
    try (Freezer freezer = Freezer.start(others)) {
      assertThatExceptionOfType(BenchException.class)
          .isThrownBy(() -> freezer.freeze(List.of(process.pid())))
          .withMessageContaining("a JVM has ended: pids=" + process.pid());
    }
  }

  private String echo(String line) throws IOException {
    BufferedWriter in = process.outputWriter();
    in.write(line + "\n");
    in.flush();
    BufferedReader out = process.inputReader();
    return out.readLine();
  }

  /** The state of a process follows its name in parentheses. */
  private void awaitState(char expected) throws IOException {
    char state = '?';
    while (state != expected) {
      String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      state = stat.charAt(stat.lastIndexOf(')') + 2);
      Thread.onSpinWait();
    }
  }
}
