package io.culvert.examples.job;

import io.culvert.ring.file.RingDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that a test has started. It ends with the test at the latest. */
public final class TestJvm implements AutoCloseable {

  /** These JVMs do little: they must start fast and leave the processors to others. */
  private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Process process;
  private final Path out;
  private final Path err;

  private TestJvm(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a main class with the flags and the class path of this JVM.
   *
   * @param scratch a directory for the output of the JVM
   * @param flags more flags, system properties among them
   */
  public static TestJvm start(Path scratch, List<String> flags, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(System.getProperty("culvert.test.jvm.flags", "").split("\\s+"))
        .filter(flag -> !flag.isEmpty())
        .forEach(command::add);
    command.addAll(SMALL);
    command.addAll(flags);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(scratch, "jvm", ".out");
    Path err = Files.createTempFile(scratch, "jvm", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new TestJvm(process, out, err);
  }

  public Process process() {
    return process;
  }

  /** Waits for the end and returns the exit code. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("does not end; it printed: " + out() + err());
    }
    return process.exitValue();
  }

  public String out() {
    return read(out);
  }

  public String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a JVM that the job has started. */
  public ProcessHandle child() {
    return Await.present("the job has started a JVM", () -> process.children().findFirst());
  }

  /** Returns the directory of the rings. */
  public Path rings() {
    return Await.present("there is a directory for rings", this::findRings);
  }

  /** Returns the directory of the rings if it exists now. */
  public Optional<Path> findRings() {
    String prefix = JobRings.prefix(process.pid());
    try (Stream<Path> found = Files.list(RingDirectory.defaultPath().getParent())) {
      return found.filter(path -> path.getFileName().toString().startsWith(prefix)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
