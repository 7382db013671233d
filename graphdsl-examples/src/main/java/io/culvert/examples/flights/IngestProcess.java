package io.culvert.examples.flights;

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

/** The JVM that runs {@link IngestMain}, seen from the one that has started it. */
final class IngestProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  /** Flags that a second JVM on this host must not have too: ports, and what it is given anew. */
  private static final List<String> FLAGS_OF_ONE_JVM =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-Dcom.sun.management.jmxremote", "-Dflights.");

  private final Process process;
  private final Thread messages;

  private IngestProcess(Process process, Thread messages) {
    this.process = process;
    this.messages = messages;
  }

  /**
   * Starts a JVM like this one: same executable, same flags, same class path.
   *
   * @param onMessage is given each line that it prints
   * @throws IOException when it cannot be started
   */
  static IngestProcess start(FlightsInput input, Rings rings, Consumer<String> onMessage)
      throws IOException {
    Process process = new ProcessBuilder(command(input, rings)).redirectErrorStream(true).start();
    Thread messages =
        new Thread(() -> process.inputReader().lines().forEach(onMessage), "ingest-messages");
    messages.setDaemon(true);
    messages.start();
    return new IngestProcess(process, messages);
  }

  private static List<String> command(FlightsInput input, Rings rings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> FLAGS_OF_ONE_JVM.stream().noneMatch(flag::startsWith))
        .forEach(command::add);
    command.add("-D" + Flights.INPUT + "=" + input.name());
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.add(IngestMain.class.getName());
    command.add(rings.directory().toString());
    return command;
  }

  /**
   * A process that is killed leaves a stream without an end. This gives it one.
   *
   * @param stream completes at the end of the stream
   * @return completes likewise; or fails when the process has ended with an error and the stream
   *     does not follow: what it has published, its own failure included, is in the ring still
   */
  <T> CompletionStage<T> unlessItDies(CompletionStage<T> stream) {
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

  private static FlightsException died(int exitCode) {
    return new FlightsException("the ingest has died: exit code " + exitCode);
  }

  /** Waits until the process has ended by itself, and ends it when it does not. */
  @Override
  public void close() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
      messages.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process, now. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }
}
