package io.culvert.ring.file;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.Background;
import io.culvert.ring.ResumePoint;
import io.culvert.ring.RingCreator;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how ring files are created, deleted and replaced, and that nothing is left of them. */
class MappedRingLifeTest {

  private static final RingSpec SPEC = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  /** On a disk: most file systems there give the inode number of a deleted file to a new one. */
  @TempDir Path onDisk;

  private MappedRing create(RingDirectory directory) {
    return MappedRing.openOrCreate(directory, "ring", SPEC);
  }

  @Test
  void shouldUnmapWhenClosed() {
    RingDirectory directory = RingDirectory.local(path);
    MappedRing ring = create(directory);
    assertThat(OpenFiles.below(path)).singleElement().asString().contains("ring.ring");

    ring.close();

    assertThat(OpenFiles.below(path)).isEmpty();
  }

  @Test
  void shouldKeepMappingUntilBothSidesAreClosed() {
    RingDirectory directory = RingDirectory.local(path);
    MappedRing ring = create(directory);
    RingWriter writer = RingWriter.attach(ring);
    RingReader reader = RingReader.attach(ring);
    ring.close();
    offer(writer, 1, 5);
    assertReads(reader, 1, 5);
    writer.close();
    assertThat(OpenFiles.below(path)).hasSize(1);
    reader.release();

    reader.close();

    assertThat(OpenFiles.below(path)).isEmpty();
  }

  @Test
  void shouldReleaseMappingOnceWhenSideIsClosedTwice() {
    RingDirectory directory = RingDirectory.local(path);
    MappedRing ring = create(directory);
    RingWriter writer = RingWriter.attach(ring);
    RingReader reader = RingReader.attach(ring);

    ring.close();
    ring.close();
    assertThat(OpenFiles.below(path)).hasSize(1);
    writer.close();
    writer.close();
    assertThat(OpenFiles.below(path)).hasSize(1);
    reader.close();
    assertThat(OpenFiles.below(path)).isEmpty();
    reader.close();
    writer.close();
  }

  @Test
  void shouldLeaveNothingAfterManyRings() {
    RingDirectory directory = RingDirectory.local(path);
    for (int i = 0; i < 500; i++) {
      try (MappedRing ring = create(directory);
          RingWriter writer = RingWriter.attach(ring)) {
        writer.complete();
        ring.delete();
      }
    }
    assertThat(OpenFiles.below(path)).isEmpty();
    assertThat(path)
        .isDirectoryNotContaining(p -> !p.getFileName().toString().equals("ring.init.lock"));
  }

  @Test
  void shouldStartWithoutTokenWhenRingIsCreatedAgain() {
    RingDirectory directory = RingDirectory.local(path);
    try (MappedRing first = create(directory);
        RingWriter writer = RingWriter.attach(first)) {
      assertThat(writer.offer(message(1, 5), 0, 5, 77)).isTrue();
      assertThat(resumePoint(first))
          .isEqualTo(new ResumePoint(first.header().ringId(), 16, OptionalLong.of(77)));
      first.delete();
    }

    try (MappedRing second = create(directory)) {
      assertThat(resumePoint(second))
          .isEqualTo(new ResumePoint(second.header().ringId(), 0, OptionalLong.empty()));
    }
  }

  private static ResumePoint resumePoint(MappedRing ring) {
    try (RingWriter writer = RingWriter.attach(ring)) {
      return writer.resumePoint();
    }
  }

  @Test
  void shouldLeaveNoFileWhenAnonymous() {
    RingDirectory directory = RingDirectory.local(path);
    try (MappedRing ring = MappedRing.anonymous(directory, SPEC);
        RingWriter writer = RingWriter.attach(ring);
        RingReader reader = RingReader.attach(ring)) {
      assertThat(path).isEmptyDirectory();
      assertThat(ring.isInPlace()).isFalse();
      offer(writer, 1, 5);
      assertReads(reader, 1, 5);
      ring.delete();
    }
    assertThat(OpenFiles.below(path)).isEmpty();
  }

  @Test
  void shouldCreateAnotherRingAfterDeletion() {
    RingDirectory directory = RingDirectory.local(path);
    try (MappedRing old = create(directory)) {
      assertThat(old.isInPlace()).isTrue();
      old.delete();
      old.delete();
      assertThat(directory.ring("ring")).doesNotExist();
      assertThat(old.isInPlace()).isFalse();
      try (MappedRing next = create(directory)) {
        assertThat(next.header().ringId()).isNotEqualTo(old.header().ringId());
        assertThat(old.isInPlace()).isFalse();
        assertThat(next.isInPlace()).isTrue();
      }
    }
  }

  @Test
  void shouldNotDeleteNewerRingOfTheSameName() {
    for (Path place : List.of(path, onDisk)) {
      RingDirectory directory = RingDirectory.onAnyFileSystem(place);
      try (MappedRing old = create(directory)) {
        old.delete();
        try (MappedRing next = create(directory)) {
          old.delete();
          assertThat(next.isInPlace()).isTrue();
        }
      }
    }
  }

  /** Without a mapping, the file's inode number may be used again. */
  @Test
  void shouldNotDeleteNewerRingWhenClosed() throws IOException {
    for (Path place : List.of(path, onDisk)) {
      RingDirectory directory = RingDirectory.onAnyFileSystem(place);
      MappedRing old = create(directory);
      old.close();
      Files.delete(directory.ring("ring"));
      try (MappedRing next = create(directory)) {
        old.delete();
        assertThat(next.isInPlace()).isTrue();
      }
      MappedRing same = MappedRing.open(directory, "ring", SPEC);
      same.close();
      same.delete();
      assertThat(directory.ring("ring")).doesNotExist();
    }
  }

  @Test
  void shouldNotDeleteFileThatIsNoRing() throws IOException {
    RingDirectory directory = RingDirectory.local(path);
    try (MappedRing ring = create(directory)) {
      Files.delete(directory.ring("ring"));
      Files.writeString(directory.ring("ring"), "other text");
      ring.delete();
      assertThat(directory.ring("ring")).hasContent("other text");
    }
  }

  @Test
  void shouldNotDeleteFileWhenOverwritten() throws IOException {
    RingDirectory directory = RingDirectory.local(path);
    Path file = directory.ring("ring");
    MappedRing ring = create(directory);
    ring.close();
    RingFileHeader.forge(file, bytes -> bytes.putLong(RingDescriptor.RING_ID_OFFSET, 1));
    assertThat(ring.isInPlace()).isTrue();

    ring.delete();
    assertThat(file).exists();

    Files.writeString(file, "other text");
    ring.delete();
    assertThat(file).hasContent("other text");
  }

  @Test
  void shouldNotDeleteCopyOfTheRing() throws IOException {
    RingDirectory directory = RingDirectory.local(path);
    Path file = directory.ring("ring");
    try (MappedRing ring = create(directory)) {
      Path copy = Files.copy(file, path.resolve("copy"));
      Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);

      ring.delete();

      assertThat(ring.isInPlace()).isFalse();
      assertThat(file).exists();
    }
  }

  @Test
  void shouldCreateOneRingWhenThreadsRace() throws Exception {
    RingDirectory directory = RingDirectory.local(path);
    int threads = 4;
    for (int round = 0; round < 25; round++) {
      String name = "ring" + round;
      CyclicBarrier barrier = new CyclicBarrier(threads);
      ConcurrentSkipListSet<UUID> ids = new ConcurrentSkipListSet<>();
      List<Background> creators = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        creators.add(
            Background.run(
                () -> {
                  barrier.await();
                  try (MappedRing ring = MappedRing.openOrCreate(directory, name, SPEC)) {
                    ids.add(ring.header().ringId());
                  }
                }));
      }
      for (Background creator : creators) {
        creator.join();
      }
      assertThat(ids).hasSize(1);
    }
    assertThat(path).isDirectoryNotContaining(p -> p.toString().endsWith(".tmp"));
    assertThat(OpenFiles.below(path)).isEmpty();
  }

  @Test
  void shouldCreateOneRingWhenProcessesRace() throws Exception {
    Path rings = path.resolve("rings");
    Path go = path.resolve("go");
    try (ForkedJvm first = ForkedJvm.start(RingCreator.class, rings.toString(), go.toString());
        ForkedJvm second = ForkedJvm.start(RingCreator.class, rings.toString(), go.toString())) {
      RingCreator.awaitReady(first, second);
      Files.createFile(go);
      assertThat(first.exitCode()).as(first.output()).isZero();
      assertThat(second.exitCode()).as(second.output()).isZero();
      assertThat(RingCreator.ids(first))
          .hasSize(RingCreator.RINGS)
          .isEqualTo(RingCreator.ids(second));
    }
    assertThat(rings).isDirectoryNotContaining(p -> p.toString().endsWith(".tmp"));
  }

  /** Without the lock, a creator could replace a ring that another process has just opened. */
  @Test
  void shouldWaitForCreationLockBeforeNaming() throws Exception {
    RingDirectory directory = RingDirectory.local(path);
    Thread creator = new Thread(() -> create(directory).close());
    CreationLock lock = MappedRing.lock(directory, "ring");
    try {
      creator.start();
      Await.until(
          () -> !creator.isAlive() || creator.getState() == Thread.State.WAITING,
          () -> "neither waits nor ends: state=" + creator.getState());
      assertThat(directory.ring("ring")).doesNotExist();
    } finally {
      lock.close();
      creator.join();
    }
    assertThat(directory.ring("ring")).exists();
  }

  /** The permissions of created files must not depend on the umask of the process. */
  @Test
  void shouldSetPermissionsWhateverTheUmask() throws Exception {
    Path go = Files.createFile(path.resolve("go"));
    for (String mask : List.of("000", "022", "077")) {
      Path rings = path.resolve("rings-" + mask);
      try (ForkedJvm creator =
          ForkedJvm.startWithUmask(mask, RingCreator.class, rings.toString(), go.toString())) {
        assertThat(creator.exitCode()).as(creator.output()).isZero();
      }
      assertThat(rings).extracting(RingCreator::permissions).isEqualTo("rwx------");
      try (var files = Files.list(rings)) {
        assertThat(files)
            .isNotEmpty()
            .allSatisfy(p -> assertThat(RingCreator.permissions(p)).isEqualTo("rw-------"));
      }
    }
  }
}
