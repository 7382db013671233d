package io.culvert.examples.job;

import io.culvert.exceptions.CulvertException;
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
 * One run of a job, in its first JVM: the other JVMs and the rings between them. They end with it,
 * also on Ctrl-C. If this JVM is killed, the others notice ({@link JobMember}).
 */
public final class Job implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 5;

  private final JobRings rings;
  private final List<ChildJvm> children = new CopyOnWriteArrayList<>();

  private Job(JobRings rings) {
    this.rings = rings;
  }

  /**
   * Creates a run that has no other JVM yet.
   *
   * @throws IOException if the directory of its rings cannot be created
   */
  public static Job create() throws IOException {
    Job job = new Job(JobRings.create());
    Runtime.getRuntime().addShutdownHook(new Thread(job::interrupt));
    return job;
  }

  /**
   * Does the work of a main method. Ends this JVM with 0, or with 1 and a message for the user.
   *
   * @param name of the program in that message
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
     * Does the work.
     *
     * @throws IOException if something cannot be read or written
     * @throws JobException if something else is wrong
     */
    void run() throws IOException;
  }

  /**
   * Runs a stream to its end on an actor system of its own, and returns its result.
   *
   * @param name of the system
   * @param stream starts the stream
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

  /** Returns the rings between the JVMs. */
  public JobRings rings() {
    return rings;
  }

  /**
   * Starts another JVM, like this one. Its first argument is the directory of the rings, for {@link
   * JobMember#join}.
   *
   * @param name of the JVM in messages
   * @param main its main class
   * @param onMessage receives each line that it prints
   * @param arguments after the first one
   * @throws IOException if it cannot be started
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

  /** Does nothing after a normal end. */
  private void interrupt() {
    children.forEach(ChildJvm::end);
    try {
      rings.close();
    } catch (IOException e) {
      System.err.println("cannot remove " + rings.directory() + ": " + e);
    }
  }
}
