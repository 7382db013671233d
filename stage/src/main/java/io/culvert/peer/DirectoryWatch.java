package io.culvert.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

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
  private FileTime modified;
  private long lookedNanos = System.nanoTime() - LOOK_NANOS;
  private long generation;

  DirectoryWatch(Path directory) {
    this.directory = directory;
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
      Instant now = Instant.now(); // before the look: what changes behind it is younger
      FileTime found = Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);
      boolean young = found.toInstant().isAfter(now.minus(CLOCK_TICK));
      if (young || !found.equals(modified)) {
        generation++;
      }
      modified = found;
    } catch (IOException e) {
      generation++; // who looks for his file finds out what is wrong
    }
  }
}
