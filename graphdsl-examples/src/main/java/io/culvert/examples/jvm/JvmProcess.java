package io.culvert.examples.jvm;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM that this one has started. Lines go to its standard input and come from its standard
 * output. Its standard input ends when this JVM does, even if it is killed, so the other JVM
 * notices.
 */
public final class JvmProcess implements AutoCloseable {

  private static final int LAST_LINES_SECONDS = 5;

  private final Process process;
  private final BufferedWriter input;
  private final CompletableFuture<Void> allRead = new CompletableFuture<>();

  /** One future for all callers: each call of {@link Process#onExit} returns another one. */
  private final CompletableFuture<Integer> ended;

  private JvmProcess(Process process) {
    this.process = process;
    this.ended = process.onExit().thenCombine(allRead, (exited, read) -> exited.exitValue());
    this.input = process.outputWriter(StandardCharsets.UTF_8);
  }

  /**
   * Starts a JVM.
   *
   * @param name of the thread that reads its lines
   * @param errors receives its standard error; {@link Redirect#PIPE} joins it to the standard
   *     output
   * @param onLine receives each line of its standard output, on a thread of its own
   * @throws IOException if the JVM cannot be started
   */
  public static JvmProcess start(
      String name, JvmCommand command, Redirect errors, Consumer<String> onLine)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words());
    if (errors == Redirect.PIPE) {
      builder.redirectErrorStream(true);
    } else {
      builder.redirectError(errors);
    }
    JvmProcess jvm = new JvmProcess(builder.start());
    Thread reader = new Thread(() -> jvm.readLines(onLine), name + "-lines");
    reader.setDaemon(true);
    reader.start();
    return jvm;
  }

  private void readLines(Consumer<String> onLine) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        onLine.accept(line);
      }
      allRead.complete(null);
    } catch (IOException e) {
      allRead.complete(null); // the process was killed while this thread read
    } catch (RuntimeException e) {
      allRead.completeExceptionally(e);
      throw e;
    }
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Writes a line to its standard input.
   *
   * @throws IOException if the JVM has ended
   */
  public void tell(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
  }

  /**
   * Returns a future of the exit code. It completes when the process has ended and its last line
   * was read, and fails with an exception of {@code onLine}.
   */
  public CompletableFuture<Integer> ended() {
    return ended;
  }

  /**
   * Kills the process if it still lives, and waits until its last line was read. Then {@link
   * #ended} has completed.
   */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    allRead.completeOnTimeout(null, LAST_LINES_SECONDS, TimeUnit.SECONDS);
    ended.join();
  }
}
