package io.culvert.bench.contender;

import java.util.List;
import java.util.Optional;

/** The libraries of a contender, and the JVM flags that these demand. */
public enum ClassPath {
  /** Pekko, and the Agrona that Pekko and Culvert bring. */
  COMMON(Optional.empty()),

  /** Aeron, and the newer Agrona that it needs. */
  AERON(Optional.of("lib-aeron"), "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED"),

  /** gRPC and its shaded Netty. */
  GRPC(Optional.of("lib-grpc")),

  /** Chronicle Queue, and what its authors demand for Java 17 and later. */
  CHRONICLE(
      Optional.of("lib-chronicle"),
      "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
      "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
      "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
      "--add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED",
      "--add-opens=jdk.compiler/com.sun.tools.javac=ALL-UNNAMED",
      "--add-opens=java.base/java.lang=ALL-UNNAMED",
      "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
      "--add-opens=java.base/java.io=ALL-UNNAMED",
      "--add-opens=java.base/java.util=ALL-UNNAMED",
      "-Dchronicle.analytics.disable=true");

  private final Optional<String> directory;
  private final List<String> jvmFlags;

  ClassPath(Optional<String> directory, String... jvmFlags) {
    this.directory = directory;
    this.jvmFlags = List.of(jvmFlags);
  }

  /**
   * Returns the name of the directory, beside the jar of the bench, whose libraries come before the
   * common ones; empty if there is none.
   */
  public Optional<String> directory() {
    return directory;
  }

  /** Returns the JVM flags that the libraries demand. */
  public List<String> jvmFlags() {
    return jvmFlags;
  }
}
