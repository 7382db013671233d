package io.culvert.bench.work;

import io.culvert.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the files of one trial, in shared memory where the host has any. */
public final class Workplace implements AutoCloseable {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path directory;

  /** For a bench that is interrupted: shared memory is not freed with the process. */
  private final Thread removal = new Thread(this::remove, "bench-removal");

  private Workplace(Path directory) {
    this.directory = directory;
  }

  /**
   * A new directory, closed to others.
   *
   * @return the directory
   * @throws BenchException when there can be none
   */
  public static Workplace create() {
    String prefix = "culvert-bench-" + ProcessHandle.current().pid() + "-";
    try {
      Workplace workplace = new Workplace(Files.createTempDirectory(parent(), prefix));
      Runtime.getRuntime().addShutdownHook(workplace.removal);
      return workplace;
    } catch (IOException e) {
      throw new BenchException("no directory for a trial: in=" + parent() + ", cause=" + e, e);
    }
  }

  private static Path parent() {
    return Files.isWritable(SHARED_MEMORY)
        ? SHARED_MEMORY
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /**
   * Where it is.
   *
   * @return an absolute path
   */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
    } catch (IllegalStateException e) {
      // it runs already, and finds nothing more to do
    }
  }

  private void remove() {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("cannot remove: directory=" + directory + ", cause=" + e);
    }
  }
}
