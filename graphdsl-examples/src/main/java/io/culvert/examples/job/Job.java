package io.culvert.examples.job;

import io.culvert.CulvertException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.ActorSystem;

/**
 * One run of a job, in the JVM that begins it: the other JVMs and the rings between them. They end
 * with it, also on Ctrl-C; a JVM of the job sees by itself when this one is killed ({@link
 * JobMember}).
 */
public final class Job implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final JobRings rings;
  private final List<ChildJvm> children = new CopyOnWriteArrayList<>();

  private Job(JobRings rings) {
    this.rings = rings;
  }

  /**
   * A run without any other JVM so far.
   *
   * @throws IOException when there is no place for its rings
   */
  public static Job create() throws IOException {
    Job job = new Job(JobRings.create());
    Runtime.getRuntime().addShutdownHook(new Thread(job::interrupt));
    return job;
  }

  /**
   * What a main method does. Ends this JVM: with 0, or with 1 and a sentence for the user.
   *
   * @param name what the user knows it by
   * @param body the work
   */
  public static void main(String name, Body body) {
    try {
      body.run();
      System.exit(0);
    } catch (JobException | CulvertException e) {
      System.err.println(name + ": " + e.getMessage());
    } catch (IOException e) {
      System.err.println(name + ": " + e);
    }
    System.exit(1);
  }

  /** The work of a main method. */
  public interface Body {

    /**
     * Does it.
     *
     * @throws IOException when something cannot be read or written
     * @throws JobException when something else is wrong
     */
    void run() throws IOException;
  }

  /**
   * Runs a stream to its end, on an actor system of its own.
   *
   * @param name of the system
   * @param stream starts the stream
   * @return what it completes with
   */
  public static <T> T await(String name, Function<ActorSystem, CompletionStage<T>> stream) {
    ActorSystem system = ActorSystem.create(name);
    try {
      return stream.apply(system).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  /** The rings between the JVMs. */
  public JobRings rings() {
    return rings;
  }

  /**
   * Starts another JVM, like this one. Its first argument is the directory of the rings; {@link
   * JobMember#join} takes it.
   *
   * @param name what messages call it
   * @param main its main class
   * @param onMessage is given each line that it prints
   * @param arguments further ones
   * @throws IOException when it cannot be started
   */
  public ChildJvm start(String name, Class<?> main, Consumer<String> onMessage, String... arguments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(rings.directory().toString()));
    all.addAll(List.of(arguments));
    ChildJvm child = ChildJvm.start(name, main, all, onMessage);
    children.add(child);
    return child;
  }

  /** Waits until all other JVMs have ended, ends those that do not, and removes the rings. */
  @Override
  public void close() throws IOException {
    CompletableFuture.allOf(
            children.stream().map(ChildJvm::ended).toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
    children.forEach(ChildJvm::end);
    rings.close();
  }

  /** After a normal end there is nothing left to do. */
  private void interrupt() {
    children.forEach(ChildJvm::end);
    try {
      rings.close();
    } catch (IOException e) {
      System.err.println("cannot remove " + rings.directory() + ": " + e);
    }
  }
}
