package io.culvert.ring.file;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.RootAccess;
import io.culvert.testing.SharedMemoryDir;
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

/** Tests faults of a ring's file and of its file system. */
class MappedRingTest {

  private static final RingSpec SPEC = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;
  private Path file;

  @BeforeEach
  void setFile() {
    directory = RingDirectory.local(path);
    file = directory.ring("ring");
  }

  @AfterEach
  void assertNothingOpen() {
    assertThat(OpenFiles.below(path)).isEmpty();
  }

  private void create() {
    MappedRing.openOrCreate(directory, "ring", SPEC).close();
  }

  private void assertRefuses(Reason reason) {
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> MappedRing.open(directory, "ring", SPEC))
        .withMessageContaining("file=" + file)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void assertRefusesToOpenOrCreate(Reason reason) {
    assertRefuses(reason);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> MappedRing.openOrCreate(directory, "ring", SPEC))
        .withMessageContaining("file=" + file)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void shouldThrowNotFoundWhenRingIsMissing() {
    assertRefuses(Reason.NOT_FOUND);
    assertThat(file).doesNotExist();
  }

  @Test
  void shouldCreateRingForItsOwnerOnlyAndLeaveNoOtherFile() throws IOException {
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
  void shouldShareOneRingBetweenTwoMappings() {
    try (MappedRing first = MappedRing.openOrCreate(directory, "ring", SPEC);
        MappedRing second = MappedRing.openOrCreate(directory, "ring", SPEC);
        RingWriter writer = RingWriter.attach(first);
        RingReader reader = RingReader.attach(second)) {
      assertThat(second.header()).isEqualTo(first.header());
      assertThat(second.path()).isEqualTo(file);
      assertThat(first.toString()).contains(file.toString(), first.header().ringId().toString());
      offer(writer, 1, 5000);
      assertReads(reader, 1, 5000);
      assertThat(first.readerState()).isEqualTo(RoleStatus.ATTACHED);
    }
  }

  @Test
  void shouldRejectReaderStatusWhenStateIsUnknown() {
    try (MappedRing ring = MappedRing.openOrCreate(directory, "ring", SPEC)) {
      assertThat(ring.readerState()).isEqualTo(RoleStatus.ABSENT);
      long unknown = 1 << Byte.SIZE | 0x77;
      ring.memory()
          .buffer()
          .putLong(RingDescriptor.readerOffset(0) + RingDescriptor.STATUS, unknown);
      assertThatExceptionOfType(CorruptRingException.class)
          .isThrownBy(ring::readerState)
          .withMessageContaining("found=" + unknown)
          .withMessageContaining("file=" + file);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100, 511, 512, 4096, 36_864, 37_864, 102_399})
  void shouldRefuseTruncatedRingAndNotExtendIt(long length) throws IOException {
    create();
    resize(length);

    assertRefusesToOpenOrCreate(Reason.TRUNCATED);

    assertThat(Files.size(file)).isEqualTo(length);
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> MappedRing.open(directory, "ring", SPEC))
        .withMessageContaining("length=" + length)
        .withMessageContaining("wanted=");
  }

  @Test
  void shouldRefuseRingWhenCapacityExceedsTheFile() throws IOException {
    create();
    RingFileHeader.forge(file, bytes -> bytes.putLong(RingDescriptor.CAPACITY_OFFSET, 1 << 30));

    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> MappedRing.open(directory, "ring", RingSpec.ofBytes(1 << 30)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));

    assertThat(Files.size(file)).isEqualTo(102_400);
  }

  @Test
  void shouldAcceptRingWhenFileIsLonger() throws IOException {
    create();
    resize(200_000);

    try (MappedRing ring = MappedRing.open(directory, "ring", SPEC);
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
  void shouldRefuseDirectory() throws IOException {
    Files.createDirectory(file);
    assertRefusesToOpenOrCreate(Reason.NOT_A_REGULAR_FILE);
  }

  @Test
  void shouldRefuseNamedPipeWithoutBlocking() throws IOException {
    assertThat(RootAccess.run("mkfifo", file.toString())).isTrue();
    assertRefusesToOpenOrCreate(Reason.NOT_A_REGULAR_FILE);
  }

  @Test
  void shouldNotFollowSymbolicLink() throws IOException {
    create();
    Path target = Files.move(file, path.resolve("target"));
    Files.createSymbolicLink(file, target);
    assertRefusesToOpenOrCreate(Reason.SYMBOLIC_LINK);

    Files.delete(target);
    assertRefusesToOpenOrCreate(Reason.SYMBOLIC_LINK);
    assertThat(target).doesNotExist();
  }

  @Test
  void shouldRefuseRingOfAnotherUser() throws IOException {
    create();
    RootAccess.changeOwner(file);
    assertRefusesToOpenOrCreate(Reason.FOREIGN_OWNER);
  }

  @Test
  void shouldRefuseRingWhenReadOnly() throws IOException {
    try (RootAccess.Mount mount = RootAccess.mount(path, "1m")) {
      create();
      mount.makeReadOnly();
      assertRefusesToOpenOrCreate(Reason.NOT_WRITABLE);
    }
  }

  @Test
  void shouldLeaveNothingWhenFileSystemIsFull() throws IOException {
    try (RootAccess.Mount mount = RootAccess.mount(path, "1m")) {
      assertThat(mount).isNotNull();
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> MappedRing.openOrCreate(directory, "ring", RingSpec.ofBytes(1 << 20)))
          .withMessageContaining("needed=" + (36_864 + (1 << 20)))
          .withMessageContaining("free=" + (1 << 20))
          .withMessageContaining("directory=" + path)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SPACE));
      assertThat(path).isEmptyDirectory();

      RingSpec half = RingSpec.ofBytes(1 << 19);
      MappedRing.openOrCreate(directory, "first", half).close();
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> MappedRing.openOrCreate(directory, "second", half))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SPACE));
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> MappedRing.anonymous(directory, half))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_SPACE));
      assertThat(path)
          .isDirectoryNotContaining(p -> !p.getFileName().toString().startsWith("first"));
      MappedRing.open(directory, "first", half).close();
    }
  }

  @Test
  void shouldOpenNothingWhenThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> MappedRing.openOrCreate(directory, "ring", SPEC))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.IO));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(path).isDirectoryNotContaining(p -> p.toString().endsWith(".tmp"));

    create();

    assertThat(file).exists();
  }

  @Test
  void shouldRefuseEveryCallWhenClosed() {
    MappedRing ring = MappedRing.openOrCreate(directory, "ring", SPEC);
    ring.close();
    ring.close();

    assertThatIllegalStateException().isThrownBy(ring::readerState).withMessageContaining("closed");
    assertThatIllegalStateException().isThrownBy(() -> RingWriter.attach(ring));
    assertThatIllegalStateException().isThrownBy(() -> RingReader.attach(ring));
  }

  @Test
  void shouldFindRingWholeUntilItsFileIsTruncated() throws IOException {
    try (MappedRing ring = MappedRing.openOrCreate(directory, "ring", SPEC)) {
      ring.requireWhole();
      resize(102_400 - 1);

      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(ring::requireWhole)
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));

      Files.delete(file);
      ring.requireWhole();
    }
  }

  @Test
  void shouldShowTheSameFileKeyForTheSameFile() throws IOException {
    try (MappedRing first = MappedRing.openOrCreate(directory, "ring", SPEC);
        MappedRing second = MappedRing.openOrCreate(directory, "ring", SPEC);
        MappedRing other = MappedRing.openOrCreate(directory, "other", SPEC)) {
      assertThat(first.fileKey()).isEqualTo(second.fileKey()).isNotEqualTo(other.fileKey());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, RingDescriptor.CODEC_NAME_LIMIT})
  void shouldKeepCodecNameOfAnyPermittedLength(int length) {
    RingSpec named = SPEC.withCodec("n".repeat(length), 7);
    MappedRing.openOrCreate(directory, "ring", named).close();

    try (MappedRing ring = MappedRing.open(directory, "ring", named)) {
      assertThat(ring.header().codecName()).isEqualTo(named.codecName());
    }
  }
}
