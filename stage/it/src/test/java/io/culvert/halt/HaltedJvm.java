package io.culvert.halt;

import io.culvert.testing.ForkedJvm;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts JVMs that die at a step. The class files with the steps in them are written once, into a
 * directory that comes first in the class path of the JVMs.
 */
public final class HaltedJvm {

  /** For a short run: the optimizing compiler would not pay off. */
  private static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData");

  private final Path temporary;
  private Path classes;

  /**
   * Creates a starter of such JVMs.
   *
   * @param temporary the directory in which the class files are written
   */
  public HaltedJvm(Path temporary) {
    this.temporary = temporary;
  }

  /**
   * Starts a JVM that dies at a point.
   *
   * @param point the step
   * @param mainClass the main class
   * @param arguments its arguments
   * @return the JVM, which may be dead already
   */
  public ForkedJvm start(HaltPoint point, Class<?> mainClass, String... arguments) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-D" + HaltedCalls.STEP + "=" + point.step());
    flags.add("-D" + HaltedCalls.SIDE + "=" + point.side());
    flags.add("-D" + HaltedCalls.PASSAGE + "=" + point.passage());
    String classPath = classes() + File.pathSeparator + System.getProperty("java.class.path");
    return ForkedJvm.start(classPath, flags, mainClass, arguments);
  }

  private synchronized Path classes() {
    if (classes == null) {
      try {
        classes = Files.createTempDirectory(temporary, "halted");
        HaltedClasses.write(classes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return classes;
  }
}
