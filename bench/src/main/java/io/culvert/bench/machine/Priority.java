package io.culvert.bench.machine;

import io.culvert.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives the JVMs of the bench precedence over all other processes, until this is closed. Niceness
 * alone does not: Linux weighs it within a session only, if its scheduler groups processes by
 * session (autogroup). Therefore the whole group is raised, too.
 */
public final class Priority implements AutoCloseable {

  private static final Path AUTOGROUP = Path.of("/proc/self/autogroup");
  private static final Path AUTOGROUP_ENABLED = Path.of("/proc/sys/kernel/sched_autogroup_enabled");
  private static final String HIGHEST = "-20";
  private static final List<String> RAISED = List.of("nice", "-n", HIGHEST);
  private static final String REFUSED =
      "--priority is refused here: cause=%s; run as root, or without it on a quiet machine";

  private final List<String> prefix;
  private final String formerNice;

  private Priority(List<String> prefix, String formerNice) {
    this.prefix = prefix;
    this.formerNice = formerNice;
  }

  /** Returns the priority that every process has. */
  public static Priority normal() {
    return new Priority(List.of(), "");
  }

  /**
   * Raises the priority to the highest one.
   *
   * @throws BenchException if this user may not
   */
  public static Priority raised() {
    requireNice();
    try {
      if (!isGrouped()) {
        return new Priority(RAISED, "");
      }
      String text = Files.readString(AUTOGROUP).trim();
      Files.writeString(AUTOGROUP, HIGHEST);
      return new Priority(RAISED, text.substring(text.lastIndexOf(' ') + 1));
    } catch (IOException e) {
      throw new BenchException(REFUSED.formatted(e), e);
    }
  }

  /** Tries the command, which only prints a warning where it is not allowed. */
  private static void requireNice() {
    try {
      Process trial =
          new ProcessBuilder("nice", "-n", HIGHEST, "true").redirectErrorStream(true).start();
      String warning = new String(trial.getInputStream().readAllBytes()).trim();
      if (!warning.isEmpty()) {
        throw new BenchException(REFUSED.formatted(warning));
      }
    } catch (IOException e) {
      throw new BenchException(REFUSED.formatted(e), e);
    }
  }

  /** Returns whether the scheduler groups processes by session, so that niceness does not help. */
  public static boolean isGrouped() {
    try {
      return Files.isReadable(AUTOGROUP) && Files.readString(AUTOGROUP_ENABLED).trim().equals("1");
    } catch (IOException e) {
      return false; // a kernel without it
    }
  }

  /** Returns the words that a command must begin with, possibly none. */
  public List<String> prefix() {
    return prefix;
  }

  @Override
  public void close() {
    if (formerNice.isEmpty()) {
      return;
    }
    try {
      Files.writeString(AUTOGROUP, formerNice);
    } catch (IOException e) {
      System.err.println("culvert-bench: the session keeps its priority: cause=" + e);
    }
  }
}
