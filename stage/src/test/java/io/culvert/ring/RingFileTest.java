package io.culvert.ring;

import static io.culvert.ring.Messages.assertReads;
import static io.culvert.ring.Messages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.culvert.CorruptRingException;
import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import io.culvert.testing.Superuser;
import io.culvert.testkit.OpenFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be wrong with a ring's file and its file system. */
class RingFileTest {

  private static final RingSpec SPEC = RingSpec.ofBytes(RingLayout.MIN_CAPACITY);

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;
  private Path file;

  @BeforeEach
  void place() {
    directory = RingDirectory.local(path);
    file = directory.ring("ring");
  }

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(OpenFiles.below(path)).isEmpty();
  }

  private void create() {
    RingFile.openOrCreate(directory, "ring", SPEC).close();
  }

  private void assertRefuses(Reason reason) {
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingFile.open(directory, "ring", SPEC))
        .withMessageContaining("file=" + file)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void assertRefusesAlsoToCreate(Reason reason) {
    assertRefuses(reason);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingFile.openOrCreate(directory, "ring", SPEC))
        .withMessageContaining("file=" + file)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void ringThatIsMissingIsNotFound() {
    assertRefuses(Reason.NOT_FOUND);
    assertThat(file).doesNotExist();
  }

  @Test
  void ringIsOfItsOwnerAloneAndNothingIsLeftBesideIt() throws IOException {
    create();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.size(file)).isEqualTo(102_400);
    Path lock = directory.beside("ring", ".init.lock");
    assertThat(path).isDirectoryNotContaining(p -> !p.equals(file) && !p.equals(lock));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
        .isEqualTo("rw-------");
  }

  @Test
  void twoMappingsOfOneFileAreOneRing() {
    try (RingFile first = RingFile.openOrCreate(directory, "ring", SPEC);
        RingFile second = RingFile.openOrCreate(directory, "ring", SPEC);
        RingWriter writer = RingWriter.attach(first);
        RingReader reader = RingReader.attach(second)) {
      assertThat(second.identity()).isEqualTo(first.identity());
      assertThat(second.path()).isEqualTo(file);
      assertThat(first.toString()).contains(file.toString(), first.identity().ringId().toString());
      offer(writer, 1, 5000);
      assertReads(reader, 1, 5000);
      assertThat(first.readerState()).isEqualTo(RoleState.ATTACHED);
    }
  }

  @Test
  void unknownStateOfTheReaderIsCorrupt() {
    try (RingFile ring = RingFile.openOrCreate(directory, "ring", SPEC)) {
      assertThat(ring.readerState()).isEqualTo(RoleState.ABSENT);
      ring.memory().buffer().putLong(RingLayout.readerOffset(0) + RingLayout.STATUS, 0x177);
      assertThatExceptionOfType(CorruptRingException.class)
          .isThrownBy(ring::readerState)
          .withMessageContaining("found=" + 0x177)
          .withMessageContaining("file=" + file);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100, 511, 512, 4096, 36_864, 37_864, 102_399})
  void ringThatIsCutIsRefusedAndNotExtended(long length) throws IOException {
    create();
    resize(length);

    assertRefusesAlsoToCreate(Reason.TRUNCATED);

    assertThat(Files.size(file)).isEqualTo(length);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingFile.open(directory, "ring", SPEC))
        .withMessageContaining("length=" + length)
        .withMessageContaining("wanted=");
  }

  @Test
  void ringThatLiesAboutItsCapacityIsRefusedAndNotExtended() throws IOException {
    create();
    RingFileHeader.forge(file, bytes -> bytes.putLong(24, 1 << 30));

    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingFile.open(directory, "ring", RingSpec.ofBytes(1 << 30)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));

    assertThat(Files.size(file)).isEqualTo(102_400);
  }

  @Test
  void ringThatSomebodyHasGrownIsAccepted() throws IOException {
    create();
    resize(200_000);

    try (RingFile ring = RingFile.open(directory, "ring", SPEC);
        RingWriter writer = RingWriter.attach(ring)) {
      offer(writer, 1, 5);
    }
    assertThat(Files.size(file)).isEqualTo(200_000);
  }

  private void resize(long length) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(length);
    }
  }

  @Test
  void directoryIsNoRing() throws IOException {
    Files.createDirectory(file);
    assertRefusesAlsoToCreate(Reason.NOT_A_REGULAR_FILE);
  }

  @Test
  void namedPipeIsNoRingAndIsNotWaitedFor() throws IOException {
    assertThat(Superuser.run("mkfifo", file.toString())).isTrue();
    assertRefusesAlsoToCreate(Reason.NOT_A_REGULAR_FILE);
  }

  @Test
  void symbolicLinkIsNotFollowed() throws IOException {
    create();
    Path target = Files.move(file, path.resolve("target"));
    Files.createSymbolicLink(file, target);
    assertRefusesAlsoToCreate(Reason.SYMBOLIC_LINK);

    Files.delete(target);
    assertRefusesAlsoToCreate(Reason.SYMBOLIC_LINK);
    assertThat(target).doesNotExist();
  }

  @Test
  void ringOfAnotherUserIsRefused() throws IOException {
    create();
    Superuser.giveAway(file);
    assertRefusesAlsoToCreate(Reason.FOREIGN_OWNER);
  }

  @Test
  void ringThatBecameReadOnlyIsRefused() throws IOException {
    try (Superuser.Mount mount = Superuser.mount(path, "1m")) {
      create();
      mount.makeReadOnly();
      assertRefusesAlsoToCreate(Reason.NOT_WRITABLE);
    }
  }

  @Test
  void fullFileSystemIsRefusedAndNothingIsLeftInIt() throws IOException {
    try (Superuser.Mount mount = Superuser.mount(path, "1m")) {
      assertThat(mount).isNotNull();
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> RingFile.openOrCreate(directory, "ring", RingSpec.ofBytes(1 << 20)))
          .withMessageContaining("needed=" + (36_864 + (1 << 20)))
          .withMessageContaining("free=" + (1 << 20))
          .withMessageContaining("directory=" + path)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SPACE));
      assertThat(path).isEmptyDirectory();

      RingSpec half = RingSpec.ofBytes(1 << 19);
      RingFile.openOrCreate(directory, "first", half).close();
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> RingFile.openOrCreate(directory, "second", half))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SPACE));
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> RingFile.anonymous(directory, half))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SPACE));
      assertThat(path)
          .isDirectoryNotContaining(p -> !p.getFileName().toString().startsWith("first"));
      RingFile.open(directory, "first", half).close();
    }
  }

  @Test
  void interruptedThreadOpensNothingAndTheNextOneCan() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> RingFile.openOrCreate(directory, "ring", SPEC))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IO));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(path).isDirectoryNotContaining(p -> p.toString().endsWith(".tmp"));

    create();

    assertThat(file).exists();
  }

  @Test
  void closedRingRefusesEverything() {
    RingFile ring = RingFile.openOrCreate(directory, "ring", SPEC);
    ring.close();
    ring.close();

    assertThatIllegalStateException().isThrownBy(ring::readerState).withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(() -> RingWriter.attach(ring));
    assertThatIllegalStateException().isThrownBy(() -> RingReader.attach(ring));
  }
}
