package io.culvert.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rings that another process truncates under running streams. Access to a lost page is an error of
 * the JVM, and fatal to the actor system that meets it. Each case therefore has a JVM of its own,
 * which must survive it.
 *
 * <p>Streams that are busy in compiled code are missing, because their survival cannot be promised;
 * see {@link io.culvert.ring.memory.TruncatedMapping}.
 */
class StorageFaultIT {

  private static final String INTERPRETED = "-Xint";
  private static final String HALF = "524288";

  private Path parent;
  private Path directory;

  @BeforeEach
  void createDirectory() throws IOException {
    Path memory = Path.of("/dev/shm");
    parent =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "culvert-test-")
            : Files.createTempDirectory("culvert-test-");
    directory = parent.resolve("rings");
  }

  @AfterEach
  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(parent)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Test
  void shouldFailIdleStreamsWhenRingIsTruncatedToFirstPage() throws Exception {
    assertSurvives(StorageFaultPeer.Work.IDLE, 4096, List.of());
  }

  /** Depends on when the JVM delivers its error; see docs/storage-faults.md. */
  @EnabledIfSystemProperty(named = "culvert.test.storage", matches = "all")
  @ParameterizedTest
  @CsvSource({
    "IDLE, 0, " + INTERPRETED,
    "IDLE, 4096, " + INTERPRETED,
    "IDLE, " + HALF + ", " + INTERPRETED,
    "FULL, 0, " + INTERPRETED,
    "FULL, 4096, " + INTERPRETED,
    "FULL, " + HALF + ", " + INTERPRETED,
    "BUSY, 0, " + INTERPRETED,
    "BUSY, 4096, " + INTERPRETED,
    "BUSY, " + HALF + ", " + INTERPRETED,
    "IDLE, 0, -XX:TieredStopAtLevel=1",
    "IDLE, 4096, -XX:TieredStopAtLevel=1",
    "IDLE, " + HALF + ", -XX:TieredStopAtLevel=1",
    "FULL, 0, -XX:TieredStopAtLevel=1",
    "FULL, 4096, -XX:TieredStopAtLevel=1",
    "FULL, " + HALF + ", -XX:TieredStopAtLevel=1",
    "IDLE, 0, -XX:+TieredCompilation",
    "IDLE, 4096, -XX:+TieredCompilation",
    "IDLE, " + HALF + ", -XX:+TieredCompilation",
    "FULL, 0, -XX:+TieredCompilation",
    "FULL, 4096, -XX:+TieredCompilation",
    "FULL, " + HALF + ", -XX:+TieredCompilation"
  })
  void shouldSurviveTruncationOfRing(StorageFaultPeer.Work work, long length, String flag)
      throws Exception {
    assertSurvives(work, length, List.of(flag));
  }

  private void assertSurvives(StorageFaultPeer.Work work, long length, List<String> flags)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of(directory.toString(), work.name()));
    if (!flags.isEmpty() && !flags.contains(INTERPRETED)) {
      arguments.add("compiled");
    }
    try (ForkedJvm peer =
        ForkedJvm.start(flags, StorageFaultPeer.class, arguments.toArray(String[]::new))) {
      Await.until(
          () -> peer.output().contains(StorageFaultPeer.READY) || !peer.process().isAlive(),
          () -> "not ready: output=" + peer.output());
      truncate(length);
      assertThat(peer.exitCode()).as(peer.output()).isZero();
      String output = peer.output();
      assertThat(output).containsPattern("sink: (storage (PAGE_LOST|TRUNCATED)|.*reader failed)");
      if (work != StorageFaultPeer.Work.FULL) {
        assertThat(output)
            .containsPattern("source: (storage (PAGE_LOST|TRUNCATED)|.*writer failed)");
      }
      assertThat(output).contains("storage ", "second: ok", "left: nothing", "terminated");
      assertThat(output.split("conductor has failed", -1))
          .as("reported a few times, not at each heartbeat")
          .hasSizeLessThan(10);
    }
  }

  private void truncate(long length) throws IOException {
    Path ring = directory.resolve(StorageFaultPeer.RING + ".ring");
    try (FileChannel channel = FileChannel.open(ring, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }
}
