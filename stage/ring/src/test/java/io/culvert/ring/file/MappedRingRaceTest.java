package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.exceptions.RingStorageException;
import io.culvert.ring.Background;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a path that names another file from one system call to the next. */
class MappedRingRaceTest {

  private static final RingSpec SPEC = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);
  private static final int ROUNDS = 2000;

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  @TempDir(factory = SharedMemoryDir.class)
  Path elsewhere;

  @Test
  void shouldNotFollowLinkThatReplacesRingDuringOpen() throws Exception {
    RingDirectory directory = RingDirectory.local(path);
    MappedRing.openOrCreate(directory, "ring", SPEC).close();
    RingDirectory other = RingDirectory.local(elsewhere);
    UUID otherId;
    try (MappedRing target = MappedRing.openOrCreate(other, "ring", SPEC)) {
      otherId = target.header().ringId();
    }
    AtomicBoolean stop = new AtomicBoolean();
    Background attacker =
        Background.run(() -> swap(directory.ring("ring"), other.ring("ring"), stop));
    int opened = 0;
    for (int round = 0; round < ROUNDS || opened == 0; round++) {
      try (MappedRing ring = MappedRing.open(directory, "ring", SPEC)) {
        opened++;
        assertThat(ring.header().ringId()).isNotEqualTo(otherId);
      } catch (RingStorageException e) {
        assertThat(e).hasMessageContaining("file=" + directory.ring("ring"));
      }
    }
    stop.set(true);
    attacker.join();
    assertThat(OpenFiles.below(elsewhere)).isEmpty();
  }

  /** Replaces the file by a link to the target, and the link by the file, again and again. */
  private static void swap(Path file, Path target, AtomicBoolean stop) throws IOException {
    Path kept = file.resolveSibling("kept");
    Path link = file.resolveSibling("link");
    Files.createLink(kept, file);
    while (!stop.get()) {
      Files.createSymbolicLink(link, target);
      Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
      Files.createLink(link, kept);
      Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Test
  void shouldCreateRingAgainWhenDeletedDuringOpen() throws Exception {
    RingDirectory directory = RingDirectory.local(path);
    AtomicBoolean stop = new AtomicBoolean();
    Background other =
        Background.run(
            () -> {
              while (!stop.get()) {
                openAndDelete(directory);
              }
            });
    for (int round = 0; round < ROUNDS; round++) {
      openAndDelete(directory);
    }
    stop.set(true);
    other.join();
  }

  private static void openAndDelete(RingDirectory directory) {
    try (MappedRing ring = MappedRing.openOrCreate(directory, "ring", SPEC)) {
      ring.delete();
    }
  }
}
