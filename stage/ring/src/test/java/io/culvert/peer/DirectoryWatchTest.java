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

/** Detecting that the names in a directory may have changed. */
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
  void shouldCheckAgainOnceAfterClockTickWhenNothingChanges() {
    long first = watch.generation(nanos);
    long second = nextCheck();
    assertThat(second).isNotEqualTo(first);
    assertThat(nextCheck()).isEqualTo(second);
    assertThat(nextCheck()).isEqualTo(second);
  }

  @Test
  void shouldSeeChangeAtNextCheck() throws IOException {
    watch.generation(nanos);
    long settled = nextCheck();
    changeAt(now);
    assertThat(watch.generation(nanos)).as("checked once a second").isEqualTo(settled);
    assertThat(nextCheck()).isNotEqualTo(settled);
  }

  /** The change leaves the modification time as it was. */
  @Test
  void shouldSeeChangeWhenMadeInSameClockTickAsCheck() throws IOException {
    watch.generation(nanos);
    nextCheck();
    changeAt(now);
    now = now.plusMillis(1);
    long before = nextCheck(Duration.ZERO);
    changeAt(now.minusMillis(1));
    assertThat(nextCheck()).isNotEqualTo(before);
  }

  @Test
  void shouldReportChangeAtEachCheckWhenDirectoryIsGone() throws IOException {
    watch.generation(nanos);
    long there = nextCheck();
    Files.delete(directory);
    long gone = nextCheck();
    assertThat(gone).isNotEqualTo(there);
    assertThat(nextCheck()).isNotEqualTo(gone);
  }

  @Test
  void shouldReportChangeWhenLinkReplacesDirectory(@TempDir Path elsewhere) throws IOException {
    watch.generation(nanos);
    long settled = nextCheck();
    Path moved = elsewhere.resolve("moved");
    Files.move(directory, moved);
    Files.setLastModifiedTime(moved, FileTime.from(CHANGED)); // the move may have changed the time
    Files.createSymbolicLink(directory, moved);
    assertThat(nextCheck()).isNotEqualTo(settled);
  }

  private long nextCheck() {
    return nextCheck(Duration.ofSeconds(1));
  }

  private long nextCheck(Duration passed) {
    now = now.plus(passed);
    nanos += TimeUnit.SECONDS.toNanos(1);
    return watch.generation(nanos);
  }

  private void changeAt(Instant time) throws IOException {
    Files.setLastModifiedTime(directory, FileTime.from(time));
  }
}
