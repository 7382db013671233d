package io.culvert.ring.file;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the deletion of rings that are not mapped here. */
class RingRemovalTest {

  private static final RingSpec SPEC = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);
  private static final String NAME = "ring";
  private static final UUID CREATION = UUID.randomUUID();

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(path);
  }

  @AfterEach
  void assertNothingOpen() {
    assertThat(OpenFiles.below(path)).isEmpty();
  }

  private MappedRing create() {
    return MappedRing.openOrCreate(directory, NAME, SPEC);
  }

  @Test
  void shouldDeleteFileAndKeepExistingMappings() {
    try (MappedRing ring = create();
        RingWriter writer = RingWriter.attach(ring);
        RingReader reader = RingReader.attach(ring)) {
      assertThat(RingRemoval.delete(directory, NAME)).isTrue();
      assertThat(ring.path()).doesNotExist();
      assertThat(RingRemoval.delete(directory, NAME)).isFalse();
      offer(writer, 1, 5);
      assertReads(reader, 1, 5);
    }
  }

  @Test
  void shouldLeaveNothingWhenRingIsMissing() {
    assertThat(RingRemoval.delete(directory, NAME)).isFalse();
    assertThat(path).isEmptyDirectory();
  }

  @Test
  void shouldDeleteOnlyTheRingWithTheGivenId() {
    UUID old;
    try (MappedRing ring = create()) {
      old = ring.header().ringId();
    }
    assertThat(RingRemoval.delete(directory, NAME, old)).isTrue();
    assertThat(RingRemoval.delete(directory, NAME, old)).isFalse();
    try (MappedRing next = create()) {
      assertThat(RingRemoval.delete(directory, NAME, old)).isFalse();
      assertThat(next.isInPlace()).isTrue();
    }
  }

  @Test
  void shouldNeitherFollowNorDeleteLink() throws IOException {
    Path target = Files.createFile(path.resolve("target"));
    Files.createSymbolicLink(directory.ring(NAME), target);
    Files.createSymbolicLink(MappedRing.temporary(directory, NAME, CREATION), target);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingRemoval.delete(directory, NAME))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SYMBOLIC_LINK));
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingRemoval.deleteUnfinished(directory, NAME, CREATION))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.SYMBOLIC_LINK));
    assertThat(target).exists();
    assertThat(directory.ring(NAME)).isSymbolicLink();
  }

  @Test
  void shouldNeitherFollowNorDeleteLinkToTheRing() throws IOException {
    UUID ringId;
    try (MappedRing ring = create()) {
      ringId = ring.header().ringId();
    }
    Path target = Files.move(directory.ring(NAME), path.resolve("target"));
    Files.createSymbolicLink(directory.ring(NAME), target);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingRemoval.delete(directory, NAME, ringId));
    assertThat(target).exists();
    assertThat(directory.ring(NAME)).isSymbolicLink();
  }

  @Test
  void shouldWaitForCreationLockBeforeDeletion() throws Exception {
    Path unfinished = Files.createFile(MappedRing.temporary(directory, NAME, CREATION));
    UUID ringId;
    try (MappedRing ring = create()) {
      ringId = ring.header().ringId();
    }
    List<BooleanSupplier> deletions =
        List.of(
            () -> RingRemoval.deleteUnfinished(directory, NAME, CREATION),
            () -> RingRemoval.delete(directory, NAME, ringId),
            () -> RingRemoval.delete(directory, NAME));
    for (BooleanSupplier deletion : deletions) {
      create().close();
      AtomicBoolean deleted = new AtomicBoolean();
      Thread deleter = new Thread(() -> deleted.set(deletion.getAsBoolean()));
      CreationLock lock = MappedRing.lock(directory, NAME);
      try {
        deleter.start();
        Await.until(
            () -> !deleter.isAlive() || deleter.getState() == Thread.State.WAITING,
            () -> "neither waits nor ends: state=" + deleter.getState());
        assertThat(deleter.isAlive()).isTrue();
        assertThat(directory.ring(NAME)).exists();
      } finally {
        lock.close();
        deleter.join();
      }
      assertThat(deleted).isTrue();
    }
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void shouldDeleteUnfinishedFile() throws IOException {
    Path unfinished = Files.createFile(MappedRing.temporary(directory, NAME, CREATION));
    assertThat(RingRemoval.deleteUnfinished(directory, NAME, UUID.randomUUID())).isFalse();
    assertThat(unfinished).exists();
    assertThat(RingRemoval.deleteUnfinished(directory, NAME, CREATION)).isTrue();
    assertThat(unfinished).doesNotExist();
  }

  /** No lock shows that a plain thread creates a ring, so its file may be taken for a leftover. */
  @Test
  void shouldCreateFileAgainWhenUnfinishedFileIsDeleted() throws Exception {
    int losses = 10;
    AtomicInteger lost = new AtomicInteger();
    AtomicBoolean made = new AtomicBoolean();
    Thread cleaner =
        new Thread(
            () -> {
              while (lost.get() < losses && !made.get()) {
                lost.addAndGet(deleteAnyUnfinished());
              }
            });
    cleaner.start();
    try (MappedRing ring = MappedRing.openOrCreate(directory, NAME, RingSpec.ofBytes(32 << 20))) {
      assertThat(ring.isInPlace()).isTrue();
    } finally {
      made.set(true);
      cleaner.join();
    }
    assertThat(lost.get()).as("files that were deleted").isPositive();
  }

  private int deleteAnyUnfinished() {
    try (Stream<Path> files = Files.list(path)) {
      return (int)
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".tmp"))
              .map(name -> name.substring((NAME + ".ring.").length(), name.length() - 4))
              .filter(id -> RingRemoval.deleteUnfinished(directory, NAME, UUID.fromString(id)))
              .count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
