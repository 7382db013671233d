package io.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The directory of one test, in shared memory if possible. */
public record TestDirectory(Path path) {

  /** Creates an empty directory with a new name. */
  public static TestDirectory create() {
    try {
      return new TestDirectory(SharedMemoryDir.create());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until this process has no file of the directory mapped or open. */
  public void awaitNothingOpen() {
    Await.until(
        () -> OpenFiles.below(path).isEmpty(),
        () -> "files of the test's rings are still open: open=" + OpenFiles.below(path));
  }

  /**
   * Deletes the directory and its content. A stream that ended during its start may still create
   * files; this method retries until they are deleted, too.
   */
  public void delete() {
    Await.until(this::tryToDelete, () -> "cannot delete: directory=" + path);
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
