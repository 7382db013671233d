package io.culvert.bench.contender;

import java.util.List;
import java.util.Optional;

/** With which libraries, and therefore with which JVM flags, a contender runs. */
public enum ClassPath {
  /** Pekko, and the Agrona that it and Culvert bring. */
  COMMON(Optional.empty(), List.of()),

  /** Aeron, and the newer Agrona that it needs. */
  AERON(
      Optional.of("lib-aeron"), List.of("--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED")),

  /** gRPC and its shaded Netty. */
  GRPC(Optional.of("lib-grpc"), List.of()),

  /** Chronicle Queue, and what its makers demand for Java 17 and later. */
  CHRONICLE(
      Optional.of("lib-chronicle"),
      List.of(
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
          "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
          "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "-Dchronicle.analytics.disable=true"));

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
