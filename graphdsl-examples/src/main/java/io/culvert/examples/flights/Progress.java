package io.culvert.examples.flights;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far the job is: one line that is redrawn on a terminal, a plain line now and then
 * anywhere else, such as a log of a build. May be used by several threads.
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
   * A progress.
   *
   * @param out where to show it
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

  /** On this process's terminal if it has one, else on standard error. */
  static Progress ofProcess(long inputBytes) {
    boolean terminal = isTerminal(System.console());
    return new Progress(terminal ? System.out : System.err, terminal, inputBytes, System::nanoTime);
  }

  /** Up to Java 21 there is a console on a terminal only; later ones have to be asked. */
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

  /** So many more bytes of the input have been read. */
  synchronized void inputRead(long bytes) {
    inputRead += bytes;
  }

  /** The report is so far; shown when it is time again. */
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

  /** Prints a line for the user, which the progress does not run into. */
  synchronized void message(PrintStream where, String line) {
    clear();
    where.println(line);
  }

  /** Removes the line on a terminal; the next call draws a new one. */
  synchronized void clear() {
    if (shownLength > 0) {
      out.print("\r" + " ".repeat(shownLength) + "\r");
      out.flush();
      shownLength = 0;
    }
  }
}
