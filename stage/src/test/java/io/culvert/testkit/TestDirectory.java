package io.culvert.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * INTERNAL API. A directory for the rings of one test: in shared memory where there is some.
 *
 * @param path where it is
 */
public record TestDirectory(Path path) {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");
  private static final String PREFIX = "culvert-test-";
  private static final TimeLimit DELETION = new TimeLimit(Duration.ofSeconds(10));

  /**
   * A new one.
   *
   * @return an empty directory that nobody else knows
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
   * Waits until all mappings and descriptors of files in it are given back.
   *
   * @param limit for how long
   * @throws AssertionError when some are not
   */
  public void awaitNothingOpen(TimeLimit limit) {
    limit.until(
        () -> OpenFiles.below(path).isEmpty(),
        () -> "files of the test's rings are still open: open=" + OpenFiles.below(path));
  }

  /**
   * Deletes it, with all that is in it. A stream that was ended while it began may still be making
   * files in it; they are deleted, too.
   *
   * @throws AssertionError when it cannot be deleted
   */
  public void delete() {
    DELETION.until(this::tryToDelete, () -> "cannot delete: directory=" + path);
  }

  private boolean tryToDelete() {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      return false; // something has gone meanwhile
    }
    return !Files.exists(path);
  }
}
