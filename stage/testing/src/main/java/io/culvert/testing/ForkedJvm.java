package io.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM with the class path and the flags of this one. Its output goes to a file, which
 * {@link #output()} returns. Closing kills the JVM.
 */
public final class ForkedJvm implements AutoCloseable {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static final List<String> SMALL =
      List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final Path output;

  private ForkedJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
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
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String flags = System.getProperty("culvert.test.jvm.flags", "").trim();
    if (!flags.isEmpty()) {
      command.addAll(List.of(flags.split("\\s+")));
    }
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", classPath, mainClass.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static ForkedJvm start(List<String> command) {
    try {
      Path output = Files.createTempFile("culvert-forked", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      return new ForkedJvm(process, output);
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

  /** Returns the output so far, standard error included. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the JVM ends by itself; returns its exit code. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("the forked JVM does not end: output=" + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(output);
  }
}
