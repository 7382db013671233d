package io.culvert.examples.job;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /** Flags that a second JVM on this host must not have too: they open ports. */
  private static final List<String> FLAGS_OF_ONE_JVM =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-Dcom.sun.management.jmxremote");

  private final String name;
  private final Process process;
  private final Thread messages;

  private ChildJvm(String name, Process process, Thread messages) {
    this.name = name;
    this.process = process;
    this.messages = messages;
  }

  /** Starts a JVM like this one: same executable, same flags and properties, same class path. */
  static ChildJvm start(
      String name, Class<?> main, List<String> arguments, Consumer<String> onMessage)
      throws IOException {
    Process process =
        new ProcessBuilder(command(main, arguments)).redirectErrorStream(true).start();
    Thread messages =
        new Thread(() -> process.inputReader().lines().forEach(onMessage), name + "-messages");
    messages.setDaemon(true);
    messages.start();
    return new ChildJvm(name, process, messages);
  }

  private static List<String> command(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> FLAGS_OF_ONE_JVM.stream().noneMatch(flag::startsWith))
        .forEach(command::add);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
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
        .onExit()
        .thenAccept(
            ended -> {
              if (ended.exitValue() != 0) {
                later.execute(() -> death.completeExceptionally(died(ended.exitValue())));
              }
            });
    return stream.applyToEither(death, Function.identity());
  }

  private JobException died(int exitCode) {
    return new JobException("the " + name + " has died: exit code " + exitCode);
  }

  /** Completes when the process has ended by itself. */
  CompletableFuture<?> ended() {
    return process.onExit();
  }

  /** Ends the process, now, if it has not ended by itself. What it has printed is passed on. */
  void end() {
    process.destroyForcibly().onExit().join();
    try {
      messages.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
