package io.culvert.peer;

import io.culvert.annotation.InternalApi;
import io.culvert.conductor.Conductor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * The parts that all links of one conductor share: the wait points that they wake without a socket,
 * one watch for each directory, and the executor for blocking work.
 */
@InternalApi
public final class PeerContext {

  private final Conductor conductor;
  private final Executor blocking;
  private final LocalWaitPoints localWaitPoints;

  // The conductor's thread only.
  private final Map<Path, DirectoryWatch> directories = new HashMap<>();

  /**
   * Creates a context that shares the wait points of this JVM.
   *
   * @param conductor runs the links
   * @param blocking runs what may block: directories and files
   */
  public PeerContext(Conductor conductor, Executor blocking) {
    this(conductor, blocking, LocalWaitPoints.ofThisJvm());
  }

  /**
   * Creates a context with wait points of its own, so that links of one JVM use their doorbells.
   *
   * @param conductor runs the links
   * @param blocking runs what may block: directories and files
   * @param localWaitPoints the stages that may wake each other without a doorbell
   */
  public PeerContext(Conductor conductor, Executor blocking, LocalWaitPoints localWaitPoints) {
    this.conductor = conductor;
    this.blocking = blocking;
    this.localWaitPoints = localWaitPoints;
  }

  /** {@return the conductor that runs the links} */
  public Conductor conductor() {
    return conductor;
  }

  Executor blocking() {
    return blocking;
  }

  LocalWaitPoints localWaitPoints() {
    return localWaitPoints;
  }

  /** Returns the watch of a directory. For the conductor's thread only. */
  DirectoryWatch watch(Path directory) {
    return directories.computeIfAbsent(directory, DirectoryWatch::new);
  }
}
