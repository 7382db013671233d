package io.culvert.bench.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows on the standard error, if that is a terminal, which step of a run has begun. */
final class Progress implements Consumer<String>, AutoCloseable {

  private final Optional<ProgressBar> bar;
  private int begun;

  /** Begins a run with this many steps. */
  Progress(String task, int steps) {
    bar =
        isTerminal()
            ? Optional.of(
                new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(steps)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build())
            : Optional.empty();
  }

  /** Asks the shell, because the JVM does not tell of the standard error alone. */
  private static boolean isTerminal() {
    try {
      return new ProcessBuilder("test", "-t", "2").inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void accept(String step) {
    bar.ifPresent(shown -> shown.stepTo(begun).setExtraMessage(" " + step));
    begun++;
  }

  @Override
  public void close() {
    bar.ifPresent(shown -> shown.stepTo(begun).close());
  }
}
