package io.culvert.ring.file;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the inspection of a ring's file without attaching to it. */
class RingSnapshotTest {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;
  private static final int READER = RingDescriptor.readerOffset(0);
  private static final String NAME = "ring";

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;
  private MappedRing file;
  private RingWriter writer;
  private RingReader reader;

  @BeforeEach
  void createRing() {
    directory = RingDirectory.local(path);
    file = MappedRing.openOrCreate(directory, NAME, RingSpec.ofBytes(CAPACITY));
    writer = RingWriter.attach(file);
    reader = RingReader.attach(file);
  }

  @AfterEach
  void assertNothingOpen() {
    closeRing();
    assertThat(OpenFiles.below(path)).isEmpty();
  }

  private void closeRing() {
    reader.close();
    writer.close();
    file.close();
  }

  private RingSnapshot read() {
    return RingSnapshot.read(directory, NAME);
  }

  private void readAndRelease(int number, int length) {
    assertReads(reader, number, length);
    reader.release();
  }

  @Test
  void shouldReadStateOfRingWithoutWriting() throws IOException {
    offer(writer, 1, 5);
    offer(writer, 2, 9);
    readAndRelease(1, 5);
    closeRing();
    byte[] before = Files.readAllBytes(directory.ring(NAME));

    RingSnapshot ring = read();

    assertThat(ring.header()).isEqualTo(file.header());
    assertThat(RingSnapshot.readHeader(directory, NAME)).isEqualTo(file.header());
    assertThat(ring.readerState()).isEqualTo(RoleStatus.DETACHED);
    assertThat(ring.head()).isEqualTo(16);
    assertThat(ring.tail()).isEqualTo(16 + 24);
    assertThat(ring.hasEnded()).isFalse();
    assertThat(directory.ring(NAME)).hasBinaryContent(before);
  }

  @Test
  void shouldNotHaveEndedWhenRingIsEmpty() {
    assertThat(read().hasEnded()).isFalse();
  }

  @Test
  void shouldNotHaveEndedWhenAllIsReleasedButNoEndCame() {
    offer(writer, 1, 5);
    readAndRelease(1, 5);
    reader.close();
    assertThat(read().head()).isEqualTo(read().tail()).isPositive();
    assertThat(read().hasEnded()).isFalse();
  }

  @Test
  void shouldNotHaveEndedWhenReaderHasNotTakenTheEnd() {
    offer(writer, 1, 5);
    writer.complete();
    assertThat(read().hasEnded()).isFalse();
    readAndRelease(1, 5);
    reader.close();
    assertThat(read().hasEnded()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = RoleStatus.class,
      names = {"COMPLETED", "CANCELLED"})
  void shouldHaveEndedWhenReaderIsDone(RoleStatus state) {
    offer(writer, 1, 5);
    if (state == RoleStatus.COMPLETED) {
      writer.complete();
      reader.complete();
    } else {
      reader.cancel();
    }
    assertThat(read().readerState()).isEqualTo(state);
    assertThat(read().hasEnded()).isTrue();
  }

  @Test
  void shouldNotHaveEndedWhenReaderHasFailed() {
    offer(writer, 1, 5);
    reader.fail("reason");
    assertThat(read().readerState()).isEqualTo(RoleStatus.FAILED);
    assertThat(read().hasEnded()).isFalse();
  }

  @Test
  void shouldNotHaveEndedWhenOnlyPaddingIsLeft() throws IOException {
    damage(
        RingDescriptor.DATA_OFFSET,
        FrameDescriptor.header(FrameDescriptor.PADDING, 0, CAPACITY - FrameDescriptor.HEADER));
    damage(RingDescriptor.TAIL_OFFSET, CAPACITY);
    assertThat(read().hasEnded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-8, 4, 1L << 40})
  void shouldRejectTailWhenImpossible(long tail) throws IOException {
    damage(RingDescriptor.TAIL_OFFSET, tail);
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(e.field()).isEqualTo("tail"));
  }

  @Test
  void shouldRejectReaderStatusWhenStateIsUnknown() throws IOException {
    damage(READER + RingDescriptor.STATUS, 99);
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(e.field()).isEqualTo("reader status"));
  }

  @Test
  void shouldRefuseRingOfAnotherVersion() throws IOException {
    RingFileHeader.forge(
        directory.ring(NAME), header -> header.putInt(RingDescriptor.VERSION_OFFSET, 2));
    assertThatExceptionOfType(IncompatibleRingException.class).isThrownBy(this::read);
    assertThatExceptionOfType(IncompatibleRingException.class)
        .isThrownBy(() -> RingSnapshot.readHeader(directory, NAME));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 511, 512, 5000, RingDescriptor.DATA_OFFSET, RingDescriptor.DATA_OFFSET + 1000})
  void shouldRefuseTruncatedFile(long length) throws IOException {
    closeRing();
    try (RandomAccessFile file = new RandomAccessFile(directory.ring(NAME).toFile(), "rw")) {
      file.setLength(length);
    }
    assertRefused(Reason.TRUNCATED);
  }

  @Test
  void shouldRefuseLinkAndDirectory() throws IOException {
    Path ring = directory.ring(NAME);
    Path target = Files.move(ring, path.resolve("moved"));
    Files.createSymbolicLink(ring, target);
    assertRefused(Reason.SYMBOLIC_LINK);
    Files.delete(ring);
    assertRefused(Reason.NOT_FOUND);
    Files.createDirectory(ring);
    assertRefused(Reason.NOT_A_REGULAR_FILE);
  }

  private void assertRefused(Reason reason) {
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    assertThatExceptionOfType(RingStorageException.class)
        .isThrownBy(() -> RingSnapshot.readHeader(directory, NAME))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void damage(long offset, long value) throws IOException {
    try (RandomAccessFile damaged = new RandomAccessFile(directory.ring(NAME).toFile(), "rw")) {
      damaged.seek(offset);
      damaged.writeLong(Long.reverseBytes(value));
    }
  }
}
