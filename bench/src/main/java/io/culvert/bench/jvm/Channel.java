package io.culvert.bench.jvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * How a child talks to the JVM that has started it: lines of a word and a text, over its standard
 * input and output. What anything in this JVM prints goes to the standard error instead. The child
 * ends when its parent does.
 */
public final class Channel {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ORPHANED = 3;

  private final PrintStream out;
  private final Map<String, Consumer<String>> handlers = new ConcurrentHashMap<>();
  private Thread listener;

  private Channel(PrintStream out) {
    this.out = out;
  }

  /** The channel of this process; to be called once, before anything is printed. */
  static Channel ofProcess() {
    Channel channel = new Channel(System.out);
    System.setOut(System.err);
    return channel;
  }

  /**
   * Says what is to be done when the parent says a word. To be called before {@link #listen}.
   *
   * @param word the word
   * @param handler receives the text after it, on the thread of the channel
   */
  public void on(String word, Consumer<String> handler) {
    handlers.put(word, handler);
  }

  /** Hears what the parent says from now on, in a thread of its own. */
  public void listen() {
    listener = new Thread(this::hear, "bench-channel");
    listener.setDaemon(true);
    listener.start();
  }

  /**
   * Never returns: the parent ends this process, or has ended itself.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  void awaitEndOfParent() throws InterruptedException {
    listener.join();
  }

  private void hear() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int blank = line.indexOf(' ');
        Consumer<String> handler = handlers.get(blank < 0 ? line : line.substring(0, blank));
        if (handler != null) {
          handler.accept(blank < 0 ? "" : line.substring(blank + 1));
        }
      }
    } catch (IOException e) {
      System.err.println("the parent cannot be heard: " + e);
    }
    Runtime.getRuntime().halt(ORPHANED);
  }

  /**
   * Says something to the parent.
   *
   * @param word what it is
   * @param text one line
   */
  public synchronized void say(String word, String text) {
    out.println(word + " " + text);
    out.flush();
  }

  /**
   * Says something to the parent.
   *
   * @param word what it is
   * @param value goes as JSON
   */
  public void sayJson(String word, Object value) {
    try {
      say(word, JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON of " + value, e);
    }
  }
}
