package io.culvert.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Detects whether names in a directory may have changed, with one system call at intervals for all
 * rings in it. A system call for each of hundreds of idle rings would cost more than all their
 * other work.
 */
final class DirectoryWatch {

  private static final long CHECK_NANOS = 1_000_000_000;

  /** Two changes in one tick of the file system's clock have the same time. */
  private static final Duration CLOCK_TICK = Duration.ofMillis(100);

  private final Path directory;
  private final InstantSource clock;

  /** Null if the directory may have changed again without a new modification time. */
  private FileTime modified;

  private long checkedNanos = System.nanoTime() - CHECK_NANOS;
  private long generation;

  DirectoryWatch(Path directory) {
    this(directory, InstantSource.system());
  }

  DirectoryWatch(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** Returns a number that changes if a name in the directory may have changed. */
  long generation(long nowNanos) {
    if (nowNanos - checkedNanos >= CHECK_NANOS) {
      checkedNanos = nowNanos;
      check();
    }
    return generation;
  }

  private void check() {
    try {
      Instant now = clock.instant(); // before the check: later changes have later times
      FileTime found = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);
      boolean young = found.toInstant().isAfter(now.minus(CLOCK_TICK));
      if (!found.equals(modified)) {
        generation++;
      }
      modified = young ? null : found; // the next check sees further changes of this tick
    } catch (IOException e) {
      generation++; // a link that checks its file finds the cause
    }
  }
}
