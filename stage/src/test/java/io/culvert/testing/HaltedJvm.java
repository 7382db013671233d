package io.culvert.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts JVMs that die at a point of the code. The one source that the point is in is compiled with
 * the halt in it, once, into a directory of its own, which comes first in the JVM's class path.
 */
public final class HaltedJvm {

  private static final Path SOURCES = Path.of("src", "main", "java");

  /** They are short: what a JVM does to run fast later would be lost. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote"); // saves a quarter of the start

  private final SourceCompiler compiler = new SourceCompiler();
  private final Map<HaltPoint, Path> classes = new HashMap<>();
  private final Path temporary;

  /**
   * Compiles into directories that it makes.
   *
   * @param temporary where it makes them
   */
  public HaltedJvm(Path temporary) {
    this.temporary = temporary;
  }

  /**
   * Starts a JVM that dies at a point.
   *
   * @param point the point
   * @param passage the how many-eth passage of the point is the last one, from 1
   * @param mainClass what it runs
   * @param arguments the arguments of that
   * @return the JVM, which may be dead already
   * @throws AssertionError when the point is not in the source any more
   */
  public ForkedJvm start(HaltPoint point, int passage, Class<?> mainClass, String... arguments) {
    Path first = classes.computeIfAbsent(point, this::compile);
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-D" + Halt.PASSAGE + "=" + passage);
    String classPath = first + File.pathSeparator + System.getProperty("java.class.path");
    return ForkedJvm.start(classPath, flags, mainClass, arguments);
  }

  /**
   * Makes sure that a point is still in the code.
   *
   * @throws AssertionError when it is not, or more than once
   */
  public static void requireInSource(HaltPoint point) {
    try {
      point.applyTo(Files.readString(source(point)));
    } catch (IOException e) {
      throw new AssertionError("no source of a halt point: point=" + point, e);
    }
  }

  private static Path source(HaltPoint point) {
    return SOURCES.resolve(point.className().replace('.', '/') + ".java");
  }

  private Path compile(HaltPoint point) {
    try {
      Path directory = Files.createTempDirectory(temporary, "halted");
      Path source = directory.resolve(source(point).getFileName());
      Files.writeString(source, point.applyTo(Files.readString(source(point))));
      Path compiled = Files.createDirectory(directory.resolve("classes"));
      compiler.compile(List.of(source), compiled);
      return compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
