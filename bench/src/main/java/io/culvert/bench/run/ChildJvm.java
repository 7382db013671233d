package io.culvert.bench.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.bench.BenchException;
import io.culvert.bench.contender.ClassPath;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A child JVM, seen from the one that has started it. It is killed when it is closed. */
public final class ChildJvm implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String END = "";
  private static final int TAIL = 30;

  private final String name;
  private final Process process;
  private final Path errors;
  private final BufferedWriter commands;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> unclaimed = new ArrayList<>();

  private ChildJvm(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::readLines, "bench-child-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts a child.
   *
   * @param name what messages call it
   * @param classPath the libraries that it has
   * @param duty what it does
   * @param arguments for its duty
   * @return the child
   * @throws BenchException when it cannot be started
   */
  public static ChildJvm start(
      String name, ClassPath classPath, Class<? extends Duty> duty, List<String> arguments) {
    return start(name, classPath, List.of(), duty, arguments);
  }

  /**
   * Starts a child with further flags.
   *
   * @param name what messages call it
   * @param classPath the libraries that it has
   * @param jvmFlags its further flags
   * @param duty what it does
   * @param arguments for its duty
   * @return the child
   * @throws BenchException if it cannot be started
   */
  public static ChildJvm start(
      String name,
      ClassPath classPath,
      List<String> jvmFlags,
      Class<? extends Duty> duty,
      List<String> arguments) {
    try {
      Path errors = Files.createTempFile("culvert-bench-", ".err");
      Process process =
          new ProcessBuilder(CommandLine.of(classPath, jvmFlags, duty, arguments))
              .redirectError(errors.toFile())
              .start();
      return new ChildJvm(name, process, errors);
    } catch (IOException e) {
      throw new BenchException("cannot start a JVM: name=" + name + ", cause=" + e, e);
    }
  }

  /**
   * What all children are started with, beside what their libraries demand.
   *
   * @return flags of the JVM
   */
  public static List<String> flags() {
    return CommandLine.JVM_FLAGS;
  }

  private void readLines() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // it is gone; the end below says so
    }
    lines.add(END);
  }

  /**
   * Says something to the child.
   *
   * @param word what it is
   * @param text one line
   * @throws BenchException when the child is gone
   */
  public void tell(String word, String text) {
    try {
      commands.write(word + " " + text + "\n");
      commands.flush();
    } catch (IOException e) {
      throw failed("does not listen any more");
    }
  }

  /**
   * Waits until the child says a word.
   *
   * @param word the word
   * @return the text behind it
   * @throws BenchException when it does not say it, but ends, or says nothing for a minute
   */
  public String await(String word) {
    return await(word, PATIENCE);
  }

  /**
   * Waits until the child says a word.
   *
   * @param word the word
   * @param patience how long to wait
   * @return the text behind it
   * @throws BenchException when it does not say it, but ends, or says nothing for so long
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
   * Waits until the child says a word.
   *
   * @param <T> the type of what is behind it
   * @param word the word
   * @param type what is behind it, as JSON
   * @return what is behind it
   * @throws BenchException when it does not say it, but ends, or says nothing for a minute
   */
  public <T> T await(String word, Class<T> type) {
    String text = await(word);
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new BenchException("child says nonsense: name=" + name + ", text=" + text, e);
    }
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
    return new BenchException("child " + name + " " + what + "; it has printed:\n" + tail());
  }

  private String tail() {
    try {
      List<String> all = Files.readAllLines(errors);
      return String.join("\n", all.subList(Math.max(0, all.size() - TAIL), all.size()));
    } catch (IOException e) {
      return "nothing readable: " + e;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    try {
      Files.deleteIfExists(errors);
    } catch (IOException e) {
      System.err.println("cannot delete: file=" + errors + ", cause=" + e);
    }
  }
}
