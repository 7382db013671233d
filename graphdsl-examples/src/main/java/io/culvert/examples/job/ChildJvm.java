package io.culvert.examples.job;

import io.culvert.examples.jvm.JvmCommand;
import io.culvert.examples.jvm.JvmProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** A JVM of a job, seen from the JVM that started it. */
public final class ChildJvm {

  private static final int PATIENCE_SECONDS = 5;

  private final String name;
  private final JvmProcess process;

  private ChildJvm(String name, JvmProcess process) {
    this.name = name;
    this.process = process;
  }

  /** Starts a JVM with the executable, flags, properties and class path of this one. */
  static ChildJvm start(
      String name, Class<?> main, List<String> arguments, Consumer<String> onMessage)
      throws IOException {
    JvmCommand command = JvmCommand.likeThisOne(main, arguments);
    return new ChildJvm(name, JvmProcess.start(name, command, Redirect.PIPE, onMessage));
  }

  /**
   * Returns a stage that completes like the stream, and fails some time after the process has ended
   * with an error. A killed process leaves the stream without an end. The delay lets the stream end
   * by itself, because what the process published, its failure included, is still in the ring.
   */
  public <T> CompletionStage<T> unlessItDies(CompletionStage<T> stream) {
    Executor later = CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    CompletableFuture<T> death = new CompletableFuture<>();
    process
        .ended()
        .thenAccept(
            exitCode -> {
              if (exitCode != 0) {
                later.execute(() -> death.completeExceptionally(died(exitCode)));
              }
            });
    return stream.applyToEither(death, Function.identity());
  }

  private JobException died(int exitCode) {
    return new JobException("the " + name + " has died: exit code " + exitCode);
  }

  /** Returns a future that completes when the process has ended by itself. */
  CompletableFuture<?> ended() {
    return process.ended();
  }

  /** Kills the process if it has not ended by itself, and passes on what it printed. */
  void end() {
    process.close();
  }
}
