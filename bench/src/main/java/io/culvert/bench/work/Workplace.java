package io.culvert.bench.work;

import io.culvert.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for the files of one trial, in shared memory if the host has any. */
public final class Workplace implements AutoCloseable {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path directory;

  /** For a bench that is interrupted: shared memory is not freed with the process. */
  private final Thread removal = new Thread(this::remove, "bench-removal");

  private Workplace(Path directory) {
    this.directory = directory;
  }

  /**
   * Creates a directory that only this user can open.
   *
   * @throws BenchException if it cannot be created
   */
  public static Workplace create() {
    String prefix = "culvert-bench-" + ProcessHandle.current().pid() + "-";
    Path parent =
        Files.isWritable(SHARED_MEMORY)
            ? SHARED_MEMORY
            : Path.of(System.getProperty("java.io.tmpdir"));
    try {
      Workplace workplace = new Workplace(Files.createTempDirectory(parent, prefix));
      Runtime.getRuntime().addShutdownHook(workplace.removal);
      return workplace;
    } catch (IOException e) {
      throw new BenchException("no directory for a trial: in=" + parent + ", cause=" + e, e);
    }
  }

  /** Returns the directory as an absolute path. */
  public Path directory() {
    return directory;
  }

  @Override
  public void close() {
    remove();
    try {
      Runtime.getRuntime().removeShutdownHook(removal);
    } catch (IllegalStateException e) {
      // it runs already, and has nothing left to do
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
