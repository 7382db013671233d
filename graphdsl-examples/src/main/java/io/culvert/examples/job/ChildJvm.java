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

/** A JVM of a job, seen from the one that has started it. */
public final class ChildJvm {

  private static final int PATIENCE_SECONDS = 5;

  private final String name;
  private final JvmProcess process;

  private ChildJvm(String name, JvmProcess process) {
    this.name = name;
    this.process = process;
  }

  /** Starts a JVM like this one: same executable, same flags and properties, same class path. */
  static ChildJvm start(
      String name, Class<?> main, List<String> arguments, Consumer<String> onMessage)
      throws IOException {
    JvmCommand command = JvmCommand.likeThisOne(main, arguments);
    return new ChildJvm(name, JvmProcess.start(name, command, Redirect.PIPE, onMessage));
  }

  /**
   * A process that is killed leaves a stream without an end. This gives it one, soon.
   *
   * @param stream completes at the end of the stream
   * @return completes likewise; or fails when the process has ended with an error and the stream
   *     does not follow: what it has published, its own failure included, is in the ring still
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

  /** Completes when the process has ended by itself. */
  CompletableFuture<?> ended() {
    return process.ended();
  }

  /** Ends the process, now, if it has not ended by itself. What it has printed is passed on. */
  void end() {
    process.close();
  }
}
