package io.culvert.bench.contender;

import java.util.List;
import java.util.Optional;

/** With which libraries, and therefore with which JVM flags, a contender runs. */
public enum ClassPath {
  /** Pekko, and the Agrona that it and Culvert bring. */
  COMMON(Optional.empty(), List.of());

  private final Optional<String> directory;
  private final List<String> jvmFlags;

  ClassPath(Optional<String> directory, List<String> jvmFlags) {
    this.directory = directory;
    this.jvmFlags = jvmFlags;
  }

  /**
   * Where the libraries are that come before the common ones.
   *
   * @return the name of a directory beside the jar of the bench; empty when there are none
   */
  public Optional<String> directory() {
    return directory;
  }

  /**
   * What the libraries demand.
   *
   * @return flags of the JVM
   */
  public List<String> jvmFlags() {
    return jvmFlags;
  }
}
