package io.culvert.peer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * INTERNAL API. The parts that all links of one conductor share: the wait points that they wake
 * without a socket, one watch for each directory, and the executor for blocking work.
 */
public final class PeerContext {

  private final Conductor conductor;
  private final Executor blocking;
  private final Neighbours neighbours;

  // The conductor's thread only.
  private final Map<Path, DirectoryWatch> directories = new HashMap<>();

  /**
   * Creates a context that shares the wait points of this JVM.
   *
   * @param conductor runs the links
   * @param blocking runs what may block: directories and files
   */
  public PeerContext(Conductor conductor, Executor blocking) {
    this(conductor, blocking, Neighbours.ofThisJvm());
  }

  PeerContext(Conductor conductor, Executor blocking, Neighbours neighbours) {
    this.conductor = conductor;
    this.blocking = blocking;
    this.neighbours = neighbours;
  }

  /**
   * Returns the conductor.
   *
   * @return the conductor that runs the links
   */
  public Conductor conductor() {
    return conductor;
  }

  Executor blocking() {
    return blocking;
  }

  Neighbours neighbours() {
    return neighbours;
  }

  /** Returns the watch of a directory. For the conductor's thread only. */
  DirectoryWatch watch(Path directory) {
    return directories.computeIfAbsent(directory, DirectoryWatch::new);
  }
}
