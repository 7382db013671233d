package io.culvert.bench.machine;

import io.culvert.bench.BenchException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Freezes and thaws processes, by SIGSTOP and SIGCONT. One shell sends all signals, because a
 * process started for each would disturb the measurement. However the bench ends, the shell then
 * thaws all processes that it froze: a frozen JVM cannot notice that its parent is gone.
 */
public final class Freezer implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP
      frozen=
      while read -r signal pids; do
        [ "$signal" = CONT ] || frozen="$frozen $pids"
        if kill -s "$signal" $pids; then echo done; else echo failed; fi
        [ "${#frozen}" -lt 4000 ] || frozen=$(printf '%s\\n' $frozen | sort -u | tr '\\n' ' ')
      done
      for pid in $frozen; do kill -s CONT "$pid" 2>/dev/null; done
      """;

  private final Process shell;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private Freezer(Process shell) {
    this.shell = shell;
    this.commands = shell.outputWriter();
    this.answers = shell.inputReader();
  }

  /**
   * Starts a freezer.
   *
   * @param others exclude its shell
   * @throws BenchException if the system has no shell, as on Windows
   */
  public static Freezer start(OtherProcesses others) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", SCRIPT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      others.exclude(shell.pid());
      return new Freezer(shell);
    } catch (IOException e) {
      throw new BenchException(
          "processes cannot be frozen here: cause=" + e + "; measure in fresh JVMs by --fresh", e);
    }
  }

  /**
   * Freezes processes.
   *
   * @throws BenchException if one of them has ended
   */
  public void freeze(Collection<Long> pids) {
    signal("STOP", pids);
  }

  /**
   * Thaws processes.
   *
   * @throws BenchException if one of them has ended
   */
  public void thaw(Collection<Long> pids) {
    signal("CONT", pids);
  }

  private void signal(String signal, Collection<Long> pids) {
    String ids = pids.stream().map(String::valueOf).collect(Collectors.joining(" "));
    try {
      commands.write(signal + " " + ids + "\n");
      commands.flush();
      String answer = answers.readLine();
      if (!"done".equals(answer)) {
        throw new BenchException("a JVM has ended: pids=" + ids);
      }
    } catch (IOException e) {
      throw new BenchException("the shell that sends signals has ended: cause=" + e, e);
    }
  }

  /** Thaws all frozen processes, and ends. */
  @Override
  public void close() {
    try {
      commands.close();
    } catch (IOException e) {
      System.err.println("culvert-bench: cannot end the shell that sends signals: cause=" + e);
    }
    shell.onExit().join();
  }
}
