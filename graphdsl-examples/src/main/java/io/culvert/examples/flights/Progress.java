package io.culvert.examples.flights;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows the progress of the job: a line that is redrawn on a terminal, and plain lines at longer
 * intervals elsewhere, for example in the log of a build. Several threads may use it.
 */
final class Progress {

  private static final long TERMINAL_INTERVAL_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private final boolean terminal;
  private final long inputBytes;
  private final LongSupplier nanoClock;
  private long inputRead;
  private long shownNanos;
  private int shownLength;

  /**
   * Creates a progress.
   *
   * @param out receives the lines
   * @param terminal whether a line there can be redrawn
   * @param inputBytes size of the input
   * @param nanoClock tells the time
   */
  Progress(PrintStream out, boolean terminal, long inputBytes, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.inputBytes = inputBytes;
    this.nanoClock = nanoClock;
    this.shownNanos = nanoClock.getAsLong();
  }

  /** Returns a progress on the terminal of this process if it has one, else on standard error. */
  static Progress ofProcess(long inputBytes) {
    boolean terminal = isTerminal(System.console());
    return new Progress(terminal ? System.out : System.err, terminal, inputBytes, System::nanoTime);
  }

  /** Up to Java 21 a console is always on a terminal; later versions must be asked. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Adds bytes of the input that were read. */
  synchronized void inputRead(long bytes) {
    inputRead += bytes;
  }

  /** Shows the throughput if the interval since the last line is over. */
  synchronized void records(Throughput soFar) {
    long now = nanoClock.getAsLong();
    if (now - shownNanos >= (terminal ? TERMINAL_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS)) {
      shownNanos = now;
      show(
          String.format(
              Locale.ROOT,
              "flights: %,d records, %d %% of the input read, %,d records/s",
              soFar.records(),
              inputBytes <= 0 ? 0 : Math.min(100, 100 * inputRead / inputBytes),
              soFar.recordsPerSecond()));
    }
  }

  private void show(String line) {
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
      out.flush();
      shownLength = line.length();
    } else {
      out.println(line);
    }
  }

  /** Prints a line for the user on a line of its own. */
  synchronized void message(PrintStream where, String line) {
    clear();
    where.println(line);
  }

  /** Removes the line on a terminal, until it is drawn again. */
  synchronized void clear() {
    if (shownLength > 0) {
      out.print("\r" + " ".repeat(shownLength) + "\r");
      out.flush();
      shownLength = 0;
    }
  }
}
