package io.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM of a test, with the class path and the flags of this one unless it says otherwise.
 * Its output goes to files, which {@link #output()} and {@link #errors()} return. Closing kills the
 * JVM.
 */
public final class ForkedJvm implements AutoCloseable {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static final List<String> SMALL =
      List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final Path output;
  private final Path errors;

  private ForkedJvm(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts {@code java} with these arguments. Its standard error is in {@link #errors()} only. */
  public static ForkedJvm java(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(executable()));
    command.addAll(arguments);
    return start(command, temporaryFile(".out"), temporaryFile(".err"));
  }

  /** Starts a main class with these arguments. */
  public static ForkedJvm start(Class<?> mainClass, String... arguments) {
    return start(List.of(), mainClass, arguments);
  }

  /** Starts a main class with JVM flags in addition to those of this JVM. */
  public static ForkedJvm start(List<String> moreFlags, Class<?> mainClass, String... arguments) {
    return start(CLASS_PATH, moreFlags, mainClass, arguments);
  }

  /** Starts a main class with a class path, and JVM flags in addition to those of this JVM. */
  public static ForkedJvm start(
      String classPath, List<String> jvmFlags, Class<?> mainClass, String... arguments) {
    return start(command(classPath, jvmFlags, mainClass, arguments));
  }

  /** Starts a main class with a small heap and flags for a quick start. */
  public static ForkedJvm startSmall(Class<?> mainClass, String... arguments) {
    return start(CLASS_PATH, SMALL, mainClass, arguments);
  }

  /**
   * Starts a main class as the child of a process that never reaps its children: once killed, the
   * JVM stays a zombie. {@link #process()} is that parent.
   */
  public static ForkedJvm startWithoutReaping(Class<?> mainClass, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$0\" \"$@\" & exec sleep 600"));
    command.addAll(command(CLASS_PATH, SMALL, mainClass, arguments));
    return start(command);
  }

  /** Starts a main class in a process with this mask for the permissions of new files. */
  public static ForkedJvm startWithUmask(String mask, Class<?> mainClass, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "umask " + mask + " && exec \"$0\" \"$@\""));
    command.addAll(command(CLASS_PATH, List.of(), mainClass, arguments));
    return start(command);
  }

  private static List<String> command(
      String classPath, List<String> jvmFlags, Class<?> mainClass, String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable()));
    command.addAll(flagsOfThisJvm());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath, mainClass.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String executable() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Returns the flags that every JVM of the tests needs, for example with another Agrona. */
  public static List<String> flagsOfThisJvm() {
    String flags = System.getProperty("culvert.test.jvm.flags", "").trim();
    return flags.isEmpty() ? List.of() : List.of(flags.split("\\s+"));
  }

  private static ForkedJvm start(List<String> command) {
    Path both = temporaryFile(".out");
    return start(command, both, both);
  }

  /** Starts a command. Both files may be one: then both streams are written in their order. */
  private static ForkedJvm start(List<String> command, Path output, Path errors) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    if (errors.equals(output)) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(errors.toFile());
    }
    try {
      return new ForkedJvm(builder.start(), output, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporaryFile(String suffix) {
    try {
      return Files.createTempFile("culvert-forked", suffix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Process process() {
    return process;
  }

  /** Waits until the JVM has printed this text. */
  public void awaitOutput(String text) {
    Await.until(
        () -> output().contains(text) || !process.isAlive(), () -> "not printed: text=" + text);
    if (!output().contains(text)) {
      throw new AssertionError("ended without it: text=" + text + ", output=" + output());
    }
  }

  /** Suspends the JVM. */
  public void pause() {
    signal("STOP");
  }

  /** Resumes the JVM. */
  public void unpause() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exitCode =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (exitCode != 0) {
        throw new AssertionError("cannot signal: signal=" + name + ", exitCode=" + exitCode);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Returns the output so far; standard error is in it unless that is apart. */
  public String output() {
    return read(output);
  }

  /** Returns the standard error so far. */
  public String errors() {
    return read(errors);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the JVM ends by itself; returns its exit code. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("the forked JVM does not end: output=" + output() + errors());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(output);
    Files.deleteIfExists(errors);
  }
}
