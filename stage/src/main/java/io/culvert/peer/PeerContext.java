package io.culvert.peer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * INTERNAL API. What all links of one conductor share: the wait points that they wake without a
 * socket, and one watch for each directory.
 */
public final class PeerContext {

  private final Conductor conductor;
  private final Neighbours neighbours;

  // The conductor's thread only.
  private final Map<Path, DirectoryWatch> directories = new HashMap<>();

  /**
   * Creates a context that shares the wait points of this JVM.
   *
   * @param conductor runs the links
   */
  public PeerContext(Conductor conductor) {
    this(conductor, Neighbours.ofThisJvm());
  }

  PeerContext(Conductor conductor, Neighbours neighbours) {
    this.conductor = conductor;
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

  Neighbours neighbours() {
    return neighbours;
  }

  /** Returns the watch of a directory. For the conductor's thread only. */
  DirectoryWatch watch(Path directory) {
    return directories.computeIfAbsent(directory, DirectoryWatch::new);
  }
}
