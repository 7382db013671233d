package io.culvert.chaos;

import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One JVM, from its start to its death, and the journals that stay of it. */
final class Life {

  /** They live for a second or so: what counts is a quick start. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xmx256m",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote"); // saves a quarter of the start

  private final Killable self;
  private final ForkedJvm jvm;

  private Life(Killable self, ForkedJvm jvm) {
    this.self = self;
    this.jvm = jvm;
  }

  static Life start(Class<?> mainClass, Killable self) {
    String[] arguments = self.toArguments().toArray(String[]::new);
    return new Life(
        self, ForkedJvm.start(System.getProperty("java.class.path"), FLAGS, mainClass, arguments));
  }

  Path journal(String kind) {
    return self.journal(kind);
  }

  /** Fails when it has ended, which it may not do before it is told or killed. */
  void requireAlive() {
    if (!jvm.process().isAlive()) {
      throw new AssertionError("ended by itself: " + this);
    }
  }

  /** Lets it run for this time. */
  void run(long millis) throws InterruptedException {
    jvm.process().waitFor(millis, TimeUnit.MILLISECONDS);
    requireAlive();
  }

  /** The signal only; {@link #bury} waits until it has died of it. */
  void kill() {
    requireAlive();
    jvm.process().destroyForcibly();
  }

  /** Waits for its death, after which nothing is added to its journals. */
  void bury() throws IOException {
    jvm.close();
  }

  /** Tells it to come to an end. */
  void finish() throws IOException {
    jvm.process().getOutputStream().close();
  }

  void awaitEnd() throws IOException, InterruptedException {
    int exitCode = jvm.exitCode();
    if (exitCode != 0) {
      throw new AssertionError("failed: exit=" + exitCode + ", " + this);
    }
    jvm.close();
  }

  boolean isAlive() {
    return jvm.process().isAlive();
  }

  long pid() {
    return jvm.process().pid();
  }

  @Override
  public String toString() {
    return self.journals().getFileName() + ", printed: " + jvm.output();
  }
}
