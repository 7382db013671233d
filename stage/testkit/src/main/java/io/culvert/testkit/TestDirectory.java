package io.culvert.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Directory of the rings of one test, in shared memory if possible.
 *
 * @param path path of the directory
 */
record TestDirectory(Path path) {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String PREFIX = "culvert-test-";
  private static final TimeLimit DELETION = new TimeLimit(Duration.ofSeconds(10));

  /**
   * Creates a directory.
   *
   * @return an empty directory with a new name
   */
  public static TestDirectory create() {
    try {
      return new TestDirectory(
          Files.isWritable(SHARED_MEMORY)
              ? Files.createTempDirectory(SHARED_MEMORY, PREFIX)
              : Files.createTempDirectory(PREFIX));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Deletes the directory and its content. A stream that ended during its start may still create
   * files; this method retries until they are deleted, too.
   *
   * @throws AssertionError if the directory cannot be deleted
   */
  public void delete() {
    DELETION.until(this::tryToDelete, () -> "cannot delete: directory=" + path);
  }

  private boolean tryToDelete() {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      return false; // another thread deleted a file meanwhile
    }
    return !Files.exists(path);
  }
}
