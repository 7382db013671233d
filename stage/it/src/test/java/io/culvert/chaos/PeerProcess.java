package io.culvert.chaos;

import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The JVM of a writer or a reader, and the journals that it leaves. */
final class PeerProcess {

  /** The JVMs run for about a second, so a quick start matters most. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Xmx256m",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote"); // saves a quarter of the start

  private final PeerSetup setup;
  private final ForkedJvm jvm;

  private PeerProcess(PeerSetup setup, ForkedJvm jvm) {
    this.setup = setup;
    this.jvm = jvm;
  }

  static PeerProcess start(Class<?> mainClass, PeerSetup setup) {
    String[] arguments = setup.toArguments().toArray(String[]::new);
    return new PeerProcess(
        setup, ForkedJvm.start(System.getProperty("java.class.path"), FLAGS, mainClass, arguments));
  }

  Path journal(String kind) {
    return setup.journal(kind);
  }

  /** Fails if the JVM has ended: it must not end before it is told to, or killed. */
  void requireAlive() {
    if (!jvm.process().isAlive()) {
      throw new AssertionError("ended by itself: " + this);
    }
  }

  /** Lets the JVM run for this time. */
  void run(long millis) throws InterruptedException {
    jvm.process().waitFor(millis, TimeUnit.MILLISECONDS);
    requireAlive();
  }

  /** Sends the kill signal only; {@link #destroy} waits for the end of the JVM. */
  void kill() {
    requireAlive();
    jvm.process().destroyForcibly();
  }

  /** Kills the JVM, if it is alive, and waits for its end; then its journals are final. */
  void destroy() throws IOException {
    jvm.close();
  }

  /** Tells the JVM to complete its stream. */
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
    return setup.journals().getFileName() + ", printed: " + jvm.output();
  }
}
