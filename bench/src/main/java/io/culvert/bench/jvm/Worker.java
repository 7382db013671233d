package io.culvert.bench.jvm;

import io.culvert.bench.BenchException;
import io.culvert.examples.jvm.JvmProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that works for the bench, seen from the bench. They talk by lines of a word and a text.
 * Closing a worker kills it.
 */
public final class Worker implements AutoCloseable {

  /** The worker is ready; the text is the address of the side that starts first. */
  public static final String READY = "ready";

  /** The other side shall begin; the text is that address. */
  public static final String START = "start";

  /** The side that sends shall end. */
  public static final String STOP = "stop";

  /** Asks for the bytes that the threads of the worker have allocated, and answers with them. */
  public static final String ALLOCATED = "allocated";

  /** The worker has done its work; the text is the result. */
  public static final String DONE = "done";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String END = "";
  private static final int TAIL = 30;

  private final String name;
  private final Path errors;
  private final BlockingQueue<String> lines;
  private final JvmProcess process;
  private final List<String> unclaimed = new ArrayList<>();

  private Worker(String name, Path errors, BlockingQueue<String> lines, JvmProcess process) {
    this.name = name;
    this.errors = errors;
    this.lines = lines;
    this.process = process;
    process.ended().thenRun(() -> lines.add(END));
  }

  /**
   * Starts a worker.
   *
   * @param name of the JVM in messages
   * @throws BenchException if the JVM cannot be started
   */
  public static Worker start(
      String name, WorkerCommand command, Class<? extends Duty> duty, List<String> arguments) {
    try {
      Path errors = Files.createTempFile("culvert-bench-", ".err");
      errors.toFile().deleteOnExit(); // for a bench that is interrupted
      BlockingQueue<String> lines = new LinkedBlockingQueue<>();
      JvmProcess process =
          JvmProcess.start(
              "bench-" + name,
              command.of(duty, arguments),
              Redirect.to(errors.toFile()),
              lines::add);
      return new Worker(name, errors, lines, process);
    } catch (IOException e) {
      throw new BenchException("cannot start a JVM: name=" + name + ", cause=" + e, e);
    }
  }

  /** Returns the process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Says a word to the worker, with a text of one line.
   *
   * @throws BenchException if the worker has ended
   */
  public void tell(String word, String text) {
    try {
      process.tell(word + " " + text);
    } catch (IOException e) {
      throw failed("has ended");
    }
  }

  /** Waits for a word with the usual patience, as {@link #await(String, Duration)} does. */
  public String await(String word) {
    return await(word, PATIENCE);
  }

  /**
   * Waits until the worker says a word, and returns the text after it.
   *
   * @throws BenchException if the worker ends without the word, or says nothing for that long
   */
  public String await(String word, Duration patience) {
    String prefix = word + " ";
    String line = unclaimed.stream().filter(said -> said.startsWith(prefix)).findFirst().orElse("");
    unclaimed.remove(line);
    while (!line.startsWith(prefix)) {
      line = nextLine(word, patience);
      if (!line.startsWith(prefix)) {
        unclaimed.add(line); // said before it was asked for
      }
    }
    return line.substring(prefix.length());
  }

  /**
   * Returns the bytes that the threads of the worker have allocated.
   *
   * @throws BenchException if the worker has ended
   */
  public long allocatedBytes() {
    tell(ALLOCATED, "");
    return Long.parseLong(await(ALLOCATED));
  }

  private String nextLine(String word, Duration patience) {
    try {
      String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (line == null) {
        throw failed("says nothing: expected=" + word + ", seconds=" + patience.toSeconds());
      }
      if (line.equals(END)) {
        throw failed("has ended too early: expected=" + word);
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }

  private BenchException failed(String what) {
    return new BenchException("JVM " + name + " " + what + "; it printed:\n" + tail());
  }

  private String tail() {
    try {
      List<String> all = Files.readAllLines(errors);
      return String.join("\n", all.subList(Math.max(0, all.size() - TAIL), all.size()));
    } catch (IOException e) {
      return "nothing that can be read: cause=" + e;
    }
  }

  @Override
  public void close() {
    process.close();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      System.err.println("cannot delete: file=" + errors + ", cause=" + e);
    }
  }
}
