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
 * Tells once a second whether names in a directory may have changed, for all rings in it by one
 * system call: hundreds of idle edges that looked for themselves would cost more than all else that
 * they do.
 */
final class DirectoryWatch {

  private static final long LOOK_NANOS = 1_000_000_000;

  /** Two changes in one tick of the file system's clock look like one. */
  private static final Duration CLOCK_TICK = Duration.ofMillis(100);

  private final Path directory;
  private final InstantSource clock;

  /** Null when there is none behind which nothing can have changed unseen. */
  private FileTime modified;

  private long lookedNanos = System.nanoTime() - LOOK_NANOS;
  private long generation;

  DirectoryWatch(Path directory) {
    this(directory, InstantSource.system());
  }

  DirectoryWatch(Path directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** A number that changes when a name in the directory may have. */
  long generation(long nowNanos) {
    if (nowNanos - lookedNanos >= LOOK_NANOS) {
      lookedNanos = nowNanos;
      look();
    }
    return generation;
  }

  private void look() {
    try {
      Instant now = clock.instant(); // before the look: what changes behind it is younger
      FileTime found = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);
      boolean young = found.toInstant().isAfter(now.minus(CLOCK_TICK));
      if (!found.equals(modified)) {
        generation++;
      }
      modified = young ? null : found; // what changes in this tick yet is seen by the next look
    } catch (IOException e) {
      generation++; // who looks for his file finds out what is wrong
    }
  }
}
