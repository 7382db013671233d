package io.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A second JVM with the class path and the flags of this one. What it prints goes to a file, which
 * {@link #output()} gives back; it is killed when it is closed.
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

  /** Starts the main class with these arguments. */
  public static ForkedJvm start(Class<?> mainClass, String... arguments) {
    return start(List.of(), mainClass, arguments);
  }

  /** With more flags than this JVM has. */
  public static ForkedJvm start(List<String> moreFlags, Class<?> mainClass, String... arguments) {
    return start(CLASS_PATH, moreFlags, mainClass, arguments);
  }

  /** Starts the main class with this class path, and with these JVM flags beside those of ours. */
  public static ForkedJvm start(
      String classPath, List<String> jvmFlags, Class<?> mainClass, String... arguments) {
    return start(command(classPath, jvmFlags, mainClass, arguments));
  }

  /** Starts it with a small heap, and so that it is up soon and gone soon. */
  public static ForkedJvm startSmall(Class<?> mainClass, String... arguments) {
    return start(CLASS_PATH, SMALL, mainClass, arguments);
  }

  /**
   * Starts it as the child of a process that never asks how its children have ended: so once it is
   * killed it stays a zombie. {@link #process()} is that parent.
   */
  public static ForkedJvm startUnderCarelessParent(Class<?> mainClass, String... arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$0\" \"$@\" & exec sleep 600"));
    command.addAll(command(CLASS_PATH, SMALL, mainClass, arguments));
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

  /** Waits until it has printed this. */
  public void awaitOutput(String text) {
    Await.until(
        () -> output().contains(text) || !process.isAlive(), () -> "not printed: text=" + text);
    if (!output().contains(text)) {
      throw new AssertionError("ended without it: text=" + text + ", output=" + output());
    }
  }

  /** Stops it where it is, as a debugger would. */
  public void pause() {
    signal("STOP");
  }

  /** Lets it go on. */
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

  /** What it has printed so far, errors included. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for it to end by itself. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("the forked JVM does not end; it has printed: " + output());
    }
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    Files.deleteIfExists(output);
  }
}
