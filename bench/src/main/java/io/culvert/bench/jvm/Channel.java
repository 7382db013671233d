package io.culvert.bench.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Connects a child to the JVM that started it, by lines of a word and a text over standard input
 * and output. What anything in the child prints goes to the standard error instead. The child ends
 * when its parent does.
 */
public final class Channel {

  private static final int ORPHANED = 3;

  private final PrintStream out;
  private final Map<String, Consumer<String>> handlers = new ConcurrentHashMap<>();
  private Thread listener;

  private Channel(PrintStream out) {
    this.out = out;
  }

  /** Returns the channel of this process. Called once, before anything is printed. */
  static Channel ofProcess() {
    Channel channel = new Channel(System.out);
    System.setOut(System.err);
    return channel;
  }

  /**
   * Sets what to do when the parent says a word. Called before {@link #listen}.
   *
   * @param handler receives the text after the word, on the thread of the channel
   */
  public void on(String word, Consumer<String> handler) {
    handlers.put(word, handler);
  }

  /** Starts a thread that listens to the parent. */
  public void listen() {
    listener = new Thread(this::hear, "bench-channel");
    listener.setDaemon(true);
    listener.start();
  }

  /** Never returns: the parent ends this process, or this process ends with its parent. */
  void awaitEndOfParent() throws InterruptedException {
    listener.join();
  }

  private void hear() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] parts = line.split(" ", 2);
        Consumer<String> handler = handlers.get(parts[0]);
        if (handler != null) {
          handler.accept(parts.length < 2 ? "" : parts[1]);
        }
      }
    } catch (IOException e) {
      System.err.println("cannot read from the parent: cause=" + e);
    }
    Runtime.getRuntime().halt(ORPHANED);
  }

  /** Says a word to the parent, with a text of one line. */
  public synchronized void say(String word, String text) {
    out.println(word + " " + text);
    out.flush();
  }
}
