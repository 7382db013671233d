package io.culvert.ring;

import static io.culvert.ring.Messages.assertReads;
import static io.culvert.ring.Messages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.CorruptRingException;
import io.culvert.IncompatibleRingException;
import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import io.culvert.testkit.OpenFiles;
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

  private static final int CAPACITY = RingLayout.MIN_CAPACITY;
  private static final int READER = RingLayout.readerOffset(0);
  private static final String NAME = "ring";

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;
  private RingFile file;
  private RingWriter writer;
  private RingReader reader;

  @BeforeEach
  void createRing() {
    directory = RingDirectory.local(path);
    file = RingFile.openOrCreate(directory, NAME, RingSpec.ofBytes(CAPACITY));
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

  /** So that the next frame of an end does not fit before the end of the data area. */
  private void moveToTheEndOfTheLap() {
    int length = CAPACITY / 8 - Frame.HEADER;
    for (int i = 0; i < 7; i++) {
      offer(writer, i, length);
      readAndRelease(i, length);
    }
    offer(writer, 7, length - 16);
    readAndRelease(7, length - 16);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  void shouldReadStateOfRingWithoutWriting() throws IOException {
    offer(writer, 1, 5);
    offer(writer, 2, 9);
    readAndRelease(1, 5);
    closeRing();
    byte[] before = Files.readAllBytes(directory.ring(NAME));

    RingSnapshot ring = read();

    assertThat(ring.identity()).isEqualTo(file.identity());
    assertThat(ring.writerState()).isEqualTo(RoleState.DETACHED);
    assertThat(ring.readerState()).isEqualTo(RoleState.DETACHED);
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
  void shouldFindEndNextWhenMessagesBeforeItAreReleased() {
    offer(writer, 1, 5);
    writer.complete();
    assertThat(read().endNext()).isFalse();
    readAndRelease(1, 5);
    reader.close();
    assertThat(read().endNext()).isTrue();
    assertThat(read().hasEnded()).as("nobody has taken the end").isFalse();
  }

  @Test
  void shouldFindFailureAsEnd() {
    writer.fail(new StreamFailure("a.B", "message", "at c"));
    assertThat(read().endNext()).isTrue();
  }

  @Test
  void shouldFindEndAfterPadding() {
    moveToTheEndOfTheLap();
    writer.fail(new StreamFailure("a.B", "message", "at c"));
    RingSnapshot ring = read();
    assertThat(ring.tail() - ring.head()).isGreaterThan(16);
    assertThat(ring.endNext()).isTrue();
  }

  @Test
  void shouldFindNoEndWhenMessageFollowsPadding() {
    moveToTheEndOfTheLap();
    offer(writer, 8, 100);
    writer.complete();
    assertThat(read().endNext()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = RoleState.class,
      names = {"COMPLETED", "CANCELLED"})
  void shouldHaveEndedWhenReaderIsDone(RoleState state) {
    offer(writer, 1, 5);
    if (state == RoleState.COMPLETED) {
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
    assertThat(read().readerState()).isEqualTo(RoleState.FAILED);
    assertThat(read().hasEnded()).isFalse();
  }

  /** Each as the header of the only frame, which is 16 bytes long. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE, 0x0000_0004_0000_0009L, 0x0000_0004_7FFF_FFFFL})
  void shouldFindNoEndWhenFrameIsInvalid(long header) throws IOException {
    offer(writer, 1, 5);
    damage(RingLayout.DATA_OFFSET, header);
    assertThat(read().endNext()).isFalse();
    damage(RingLayout.DATA_OFFSET, Frame.header(Frame.COMPLETED, 0, 5));
    assertThat(read().endNext()).as("the frame is where it is looked for").isTrue();
  }

  @Test
  void shouldNotHaveEndedWhenOnlyPaddingIsLeft() throws IOException {
    damage(RingLayout.DATA_OFFSET, Frame.header(Frame.PADDING, 0, CAPACITY - Frame.HEADER));
    damage(RingLayout.TAIL_OFFSET, CAPACITY);
    assertThat(read().hasEnded()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {-8, 4, 1L << 40})
  void shouldRejectTailWhenImpossible(long tail) throws IOException {
    damage(RingLayout.TAIL_OFFSET, tail);
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(e.field()).isEqualTo("tail"));
  }

  @Test
  void shouldRejectReaderStatusWhenStateIsUnknown() throws IOException {
    damage(READER + RingLayout.STATUS, 99);
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(this::read)
        .satisfies(e -> assertThat(e.field()).isEqualTo("reader status"));
  }

  @Test
  void shouldRefuseRingOfAnotherVersion() throws IOException {
    RingFileHeader.forge(
        directory.ring(NAME), header -> header.putInt(RingLayout.VERSION_OFFSET, 2));
    assertThatExceptionOfType(IncompatibleRingException.class).isThrownBy(this::read);
    assertThatExceptionOfType(IncompatibleRingException.class)
        .isThrownBy(() -> RingSnapshot.readIdentity(directory, NAME));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 511, 512, 5000, RingLayout.DATA_OFFSET, RingLayout.DATA_OFFSET + 1000})
  void shouldRefuseTruncatedFile(long length) throws IOException {
    closeRing();
    try (RandomAccessFile cut = new RandomAccessFile(directory.ring(NAME).toFile(), "rw")) {
      cut.setLength(length);
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
        .isThrownBy(() -> RingSnapshot.readIdentity(directory, NAME))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private void damage(long offset, long value) throws IOException {
    try (RandomAccessFile damaged = new RandomAccessFile(directory.ring(NAME).toFile(), "rw")) {
      damaged.seek(offset);
      damaged.writeLong(Long.reverseBytes(value));
    }
  }
}
