package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.CulvertException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingMessages;
import io.culvert.ring.RingWriter;
import io.culvert.ring.Seed;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.OpenFiles;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which files are rings, and which rings match a spec. */
class MappedRingHeaderTest {

  private static final RingSpec SPEC = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;
  private Path file;

  @BeforeEach
  void createRing() {
    directory = RingDirectory.local(path);
    file = directory.ring("ring");
    MappedRing.openOrCreate(directory, "ring", SPEC).close();
  }

  @AfterEach
  void assertNothingOpen() {
    assertThat(OpenFiles.below(path)).isEmpty();
  }

  private MappedRing open(RingSpec spec) {
    return MappedRing.open(directory, "ring", spec);
  }

  private void assertIncompatible(RingSpec spec, String field, Object found, Object wanted) {
    assertThatExceptionOfType(IncompatibleRingException.class)
        .isThrownBy(() -> open(spec))
        .withMessageContaining("field=" + field)
        .withMessageContaining("found=" + found)
        .withMessageContaining("wanted=" + wanted)
        .withMessageContaining("file=" + file)
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    assertThatExceptionOfType(IncompatibleRingException.class)
        .isThrownBy(() -> MappedRing.openOrCreate(directory, "ring", spec));
  }

  private void assertCorrupt(String field, long found) {
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(() -> open(SPEC))
        .withMessageContaining("field=" + field)
        .withMessageContaining("found=" + found)
        .withMessageContaining("wanted=")
        .withMessageContaining("file=" + file)
        .satisfies(e -> assertThat(e.value()).isEqualTo(found));
  }

  @Test
  void shouldRefuseFileWhenMagicDiffers() throws IOException {
    RingFileHeader.forge(file, bytes -> bytes.putLong(RingDescriptor.MAGIC_OFFSET, 0x1122));
    assertIncompatible(SPEC, "magic", 0x1122, RingDescriptor.MAGIC);
  }

  @Test
  void shouldRefuseFileWhenByteOrderIsSwapped() throws IOException {
    long swapped = Long.reverseBytes(RingDescriptor.MAGIC);
    RingFileHeader.forge(file, bytes -> bytes.putLong(RingDescriptor.MAGIC_OFFSET, swapped));
    assertIncompatible(SPEC, "magic", swapped, RingDescriptor.MAGIC);
  }

  /** Another version may have its checksum elsewhere, so the version is checked first. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2, -1, Integer.MAX_VALUE})
  void shouldRefuseOtherVersionBeforeChecksum(int version) throws IOException {
    RingFileHeader.damage(file, bytes -> bytes.putInt(RingDescriptor.VERSION_OFFSET, version));
    assertIncompatible(SPEC, "layout version", version, 1);
  }

  @Test
  void shouldAcceptNewerMinorVersion() throws IOException {
    RingFileHeader.forge(file, bytes -> bytes.putInt(RingDescriptor.MINOR_VERSION_OFFSET, 7));
    try (MappedRing ring = open(SPEC);
        RingWriter writer = RingWriter.attach(ring)) {
      RingMessages.offer(writer, 1, 5);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1L << 63})
  void shouldRefuseUnknownMustUnderstandBit(long bits) throws IOException {
    RingFileHeader.forge(file, bytes -> bytes.putLong(RingDescriptor.MUST_UNDERSTAND_OFFSET, bits));
    assertIncompatible(SPEC, "must-understand bits", bits, 0);
  }

  @Test
  void shouldRefuseRingWhenCapacityDiffers() {
    assertIncompatible(RingSpec.ofBytes(1 << 17), "capacity", 65_536, 131_072);
  }

  @Test
  void shouldRefuseRingWhenCodecDiffers() {
    assertIncompatible(SPEC.withCodec("utf8", 1), "codec", "bytes", "utf8");
    assertIncompatible(SPEC.withCodec("bytes", 2), "codec fingerprint", 1, 2);
  }

  @Test
  void shouldAllowDifferentMaximumOnEachSide() {
    open(SPEC.withMaxMessageSize(5)).close();
  }

  @Test
  void shouldRejectIdentityWhenChecksumIsWrong() throws IOException {
    RingFileHeader.damage(file, bytes -> bytes.putInt(RingDescriptor.IDENTITY_CHECKSUM_OFFSET, 99));
    assertCorrupt("identity checksum", 99);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 65_535, 98_304, 1L << 31, 1L << 40, Long.MAX_VALUE})
  void shouldRejectInvalidCapacityDespiteChecksum(long capacity) throws IOException {
    RingFileHeader.forge(file, bytes -> bytes.putLong(RingDescriptor.CAPACITY_OFFSET, capacity));
    assertCorrupt("capacity", capacity);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, -1})
  void shouldRejectInvalidReaderCountDespiteChecksum(int readers) throws IOException {
    RingFileHeader.forge(file, bytes -> bytes.putInt(RingDescriptor.READERS_OFFSET, readers));
    assertCorrupt("reader blocks", readers);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 129, Integer.MAX_VALUE})
  void shouldRejectInvalidCodecNameLengthDespiteChecksum(int length) throws IOException {
    RingFileHeader.forge(
        file, bytes -> bytes.putInt(RingDescriptor.CODEC_NAME_LENGTH_OFFSET, length));
    assertCorrupt("codec name length", length);
  }

  @Test
  void shouldKeepLongestCodecName() {
    RingSpec spec = SPEC.withCodec("\u20ac".repeat(42) + "xy", Long.MIN_VALUE);
    MappedRing.openOrCreate(directory, "other", spec).close();
    try (MappedRing ring = MappedRing.open(directory, "other", spec)) {
      assertThat(ring.header().codecName()).isEqualTo(spec.codecName());
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {0, -1, 0x55})
  void shouldRefuseFileOfOneRepeatedByte(byte value) throws IOException {
    byte[] bytes = new byte[(int) RingDescriptor.fileLength(SPEC.capacity())];
    Arrays.fill(bytes, value);
    Files.write(file, bytes);
    assertThatExceptionOfType(IncompatibleRingException.class).isThrownBy(() -> open(SPEC));
  }

  @Test
  void shouldRefuseRandomFileEvenWithMagicAndVersion() throws IOException {
    Seed seed = Seed.of(getClass());
    for (int round = 0; round < 500; round++) {
      Random random = seed.random(round);
      byte[] bytes = new byte[random.nextInt(2 * RingDescriptor.DATA_OFFSET)];
      random.nextBytes(bytes);
      Files.write(file, bytes);
      assertThatExceptionOfType(CulvertException.class)
          .as("%s, round %d", seed, round)
          .isThrownBy(() -> open(SPEC));
      if (bytes.length >= RingDescriptor.IDENTITY_LENGTH) {
        RingFileHeader.damage(
            file,
            header ->
                header
                    .putLong(RingDescriptor.MAGIC_OFFSET, RingDescriptor.MAGIC)
                    .putInt(RingDescriptor.VERSION_OFFSET, RingDescriptor.VERSION));
        assertThatExceptionOfType(CorruptRingException.class)
            .as("%s, round %d", seed, round)
            .isThrownBy(() -> open(SPEC));
      }
    }
  }

  private void forgeBootId(UUID id) throws IOException {
    RingFileHeader.forge(
        file,
        bytes ->
            bytes
                .putLong(RingDescriptor.BOOT_ID_OFFSET, id.getMostSignificantBits())
                .putLong(RingDescriptor.BOOT_ID_OFFSET + Long.BYTES, id.getLeastSignificantBits()));
  }

  @Test
  void shouldTellWhetherRingIsOfThisBoot() throws IOException {
    try (MappedRing ring = open(SPEC)) {
      assertThat(ring.header().isOfThisBoot()).isTrue();
      assertThat(ring.header().bootId()).isEqualTo(BootId.current());
    }
    forgeBootId(new UUID(1, 2));
    try (MappedRing ring = open(SPEC)) {
      assertThat(ring.header().isOfThisBoot()).isEqualTo(BootId.current().equals(new UUID(0, 0)));
    }
    forgeBootId(new UUID(0, 0));
    try (MappedRing ring = open(SPEC)) {
      assertThat(ring.header().isOfThisBoot()).isTrue();
    }
  }
}
