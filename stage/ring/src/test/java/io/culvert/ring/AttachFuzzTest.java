package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.culvert.exceptions.CulvertException;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingHeader;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Opens files of any bytes as rings. Each works as a ring, or is refused with a {@code
 * CulvertException} that names it. The length of the file never changes.
 *
 * <p>The first byte of an input says how the others are changed before they become a file; see
 * {@link #WHOLE} and {@link #FORGED}.
 */
class AttachFuzzTest {

  /** Zeros are appended up to the length of a ring. */
  private static final int WHOLE = 1;

  /** The checksum is made right, as an attacker would do. */
  private static final int FORGED = 2;

  private static final RingSpec SPEC = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);

  @TempDir(factory = SharedMemoryDir.class)
  static Path path;

  static Stream<byte[]> seeds() {
    byte[] header = RingHeader.create(SPEC, 1L << 40).toHeader().array();
    byte[] identity = Arrays.copyOf(header, RingDescriptor.IDENTITY_LENGTH);
    byte[] withPositions = Arrays.copyOf(header, RingDescriptor.READER_TABLE_OFFSET + 8);
    return Stream.of(new byte[0], identity, withPositions)
        .flatMap(bytes -> IntStream.rangeClosed(0, WHOLE | FORGED).mapToObj(m -> seed(m, bytes)));
  }

  private static byte[] seed(int mode, byte[] bytes) {
    return ByteBuffer.allocate(1 + bytes.length).put((byte) mode).put(bytes).array();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "100s")
  void shouldOpenFileOrThrowCulvertException(byte[] input) throws IOException {
    RingDirectory directory = RingDirectory.local(path);
    Path file = directory.ring("ring");
    byte[] bytes = content(input);
    Files.write(file, bytes);

    try (MappedRing ring = MappedRing.open(directory, "ring", SPEC)) {
      use(ring);
    } catch (CulvertException e) {
      assertThat(e).hasMessageContaining("file=" + file);
    }
    assertThat(Files.size(file)).isEqualTo(bytes.length);
  }

  private static byte[] content(byte[] input) {
    int mode = input.length == 0 ? 0 : input[0];
    byte[] bytes = Arrays.copyOfRange(input, Math.min(1, input.length), Math.max(1, input.length));
    if ((mode & WHOLE) != 0) {
      int length = (int) RingDescriptor.fileLength(SPEC.capacity());
      bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length));
    }
    if ((mode & FORGED) != 0 && bytes.length >= RingDescriptor.IDENTITY_LENGTH) {
      RingFileHeader.sign(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    }
    return bytes;
  }

  private static void use(MappedRing ring) {
    assertThat(ring.header().capacity()).isEqualTo(SPEC.capacity());
    ring.header().isOfThisBoot();
    ring.readerState();
    try (RingReader reader = RingReader.attach(ring)) {
      assertThat(reader.read()).isNotNull();
    }
    try (RingWriter writer = RingWriter.attach(ring)) {
      writer.complete();
    }
  }
}
