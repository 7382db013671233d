package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the names in a directory may have changed. */
class DirectoryWatchTest {

  private static final Instant CHANGED = Instant.parse("2020-02-20T20:20:20Z");

  @TempDir Path temporary;

  private Path directory;

  private Instant now = CHANGED.plusMillis(1);
  private long nanos = System.nanoTime();
  private DirectoryWatch watch;

  @BeforeEach
  void watch() throws IOException {
    directory = Files.createDirectory(temporary.resolve("rings"));
    changeAt(CHANGED);
    watch = new DirectoryWatch(directory, () -> now);
  }

  @Test
  void aDirectoryInWhichNothingHappensIsLookedThroughOnceAndAgainWhenItsTickIsOver() {
    long first = watch.generation(nanos);
    long second = nextLook();
    assertThat(second).isNotEqualTo(first);
    assertThat(nextLook()).isEqualTo(second);
    assertThat(nextLook()).isEqualTo(second);
  }

  @Test
  void aChangeIsSeenByTheNextLook() throws IOException {
    watch.generation(nanos);
    long settled = nextLook();
    changeAt(now);
    assertThat(watch.generation(nanos)).as("once a second").isEqualTo(settled);
    assertThat(nextLook()).isNotEqualTo(settled);
  }

  /** It leaves the time as it was. */
  @Test
  void aChangeBehindALookInTheSameTickOfTheClockIsSeenByTheNextOne() throws IOException {
    watch.generation(nanos);
    nextLook();
    changeAt(now);
    now = now.plusMillis(1);
    long before = nextLook(Duration.ZERO);
    changeAt(now.minusMillis(1));
    assertThat(nextLook()).isNotEqualTo(before);
  }

  @Test
  void aDirectoryThatIsGoneChangesWithEachLook() throws IOException {
    watch.generation(nanos);
    long there = nextLook();
    Files.delete(directory);
    long gone = nextLook();
    assertThat(gone).isNotEqualTo(there);
    assertThat(nextLook()).isNotEqualTo(gone);
  }

  @Test
  void aLinkInThePlaceOfTheDirectoryIsAChange(@TempDir Path elsewhere) throws IOException {
    watch.generation(nanos);
    long settled = nextLook();
    Path moved = elsewhere.resolve("moved");
    Files.move(directory, moved);
    Files.setLastModifiedTime(moved, FileTime.from(CHANGED)); // whatever the move has done to it
    Files.createSymbolicLink(directory, moved);
    assertThat(nextLook()).isNotEqualTo(settled);
  }

  private long nextLook() {
    return nextLook(Duration.ofSeconds(1));
  }

  private long nextLook(Duration passed) {
    now = now.plus(passed);
    nanos += TimeUnit.SECONDS.toNanos(1);
    return watch.generation(nanos);
  }

  private void changeAt(Instant time) throws IOException {
    Files.setLastModifiedTime(directory, FileTime.from(time));
  }
}
