package io.culvert.bench.cli;

import io.culvert.bench.report.Steps;
import java.io.IOException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar on the standard error, when that is a terminal; else nothing. */
final class Progress {

  private Progress() {}

  static Steps.Starter ofTerminal(String task) {
    return isTerminal() ? count -> new Bar(task, count) : count -> new Silent();
  }

  /** The JVM does not tell of the standard error alone; the shell's test does. */
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

  private static final class Bar implements Steps {

    private final ProgressBar bar;

    Bar(String task, int count) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(count)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .build();
    }

    @Override
    public void begin(String what) {
      bar.setExtraMessage(" " + what);
    }

    @Override
    public void end() {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private static final class Silent implements Steps {

    @Override
    public void begin(String what) {
      // there is no terminal to show it
    }

    @Override
    public void end() {
      // there is no terminal to show it
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
