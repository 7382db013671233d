package io.culvert.examples.job;

import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The JVM of a job that a test has started, with the JVM and the rings that the job creates. */
public final class JobJvm implements AutoCloseable {

  /** These JVMs do little: they must start fast and leave the processors to others. */
  private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final ForkedJvm jvm;

  private JobJvm(ForkedJvm jvm) {
    this.jvm = jvm;
  }

  /** Starts a main class with these flags, and the flags and the class path of this JVM. */
  public static JobJvm start(List<String> flags, Class<?> main, String... arguments) {
    List<String> all = new ArrayList<>(ForkedJvm.flagsOfThisJvm());
    all.addAll(SMALL);
    all.addAll(flags);
    all.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    all.addAll(List.of(arguments));
    return new JobJvm(ForkedJvm.java(all));
  }

  public Process process() {
    return jvm.process();
  }

  /** Waits for the end and returns the exit code. */
  public int exitCode() throws InterruptedException {
    return jvm.exitCode();
  }

  public String out() {
    return jvm.output();
  }

  public String err() {
    return jvm.errors();
  }

  /** Returns a JVM that the job has started. */
  public ProcessHandle child() {
    Await.until(
        () -> process().children().findFirst().isPresent(), () -> "the job has started no JVM");
    return process().children().findFirst().orElseThrow();
  }

  /** Returns the directory of the rings. */
  public Path rings() {
    Await.until(() -> findRings().isPresent(), () -> "there is no directory for rings");
    return findRings().orElseThrow();
  }

  /** Returns the directory of the rings if it exists now. */
  public Optional<Path> findRings() {
    String prefix = JobRings.prefix(process().pid());
    try (Stream<Path> found = Files.list(RingDirectory.defaultPath().getParent())) {
      return found.filter(path -> path.getFileName().toString().startsWith(prefix)).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    jvm.close();
  }
}
