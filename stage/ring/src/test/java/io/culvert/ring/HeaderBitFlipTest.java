package io.culvert.ring;

import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.assertIsMessage;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.CulvertException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flips every single bit before the reader table of a ring. The expected result depends on where
 * the bit is:
 *
 * <ul>
 *   <li>in the identity or its checksum: opening the ring fails;
 *   <li>in the tail: the reader gets the first messages that were sent, complete and in order; then
 *       the ring is empty or found to be corrupt;
 *   <li>anywhere else: the bit is harmless. All messages are read, complete and in order, and
 *       another message passes.
 * </ul>
 */
class HeaderBitFlipTest {

  private static final int HEADER = 4096;
  private static final int CHECKSUM_END = RingDescriptor.IDENTITY_CHECKSUM_OFFSET + Integer.BYTES;
  private static final int[] LENGTHS = {5, 0, 1000, 17_000, 64};
  private static final RingSpec SPEC =
      RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY).withMaxMessageSize(20_000);

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;
  private int refused;
  private int harmless;
  private int truncated;

  @Test
  void shouldRefuseOrTolerateEveryFlippedBit() throws IOException {
    directory = RingDirectory.local(path);
    byte[] good = createRing();
    try (FileChannel file = FileChannel.open(directory.ring("ring"), StandardOpenOption.WRITE)) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(100),
          () -> {
            for (int bit = 0; bit < HEADER * Byte.SIZE; bit++) {
              flip(good, bit, file);
              check(bit / Byte.SIZE, "bit " + bit);
            }
          });
    }
    assertThat(refused).isEqualTo(CHECKSUM_END * Byte.SIZE);
    assertThat(truncated).isEqualTo(Long.SIZE);
    assertThat(harmless).isEqualTo(HEADER * Byte.SIZE - refused - truncated);
  }

  /** Creates a ring with unread messages of all forms; returns its bytes and some zeros after. */
  private byte[] createRing() {
    try (MappedRing ring = MappedRing.openOrCreate(directory, "ring", SPEC);
        RingWriter writer = RingWriter.attach(ring)) {
      for (int i = 0; i < LENGTHS.length; i++) {
        offer(writer, i, LENGTHS[i]);
      }
      byte[] bytes = new byte[RingDescriptor.DATA_OFFSET + (int) writer.position() + 128];
      ring.memory().buffer().getBytes(0, bytes);
      return bytes;
    }
  }

  private static void flip(byte[] good, int bit, FileChannel file) throws IOException {
    byte[] bytes = good.clone();
    bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    assertThat(file.write(ByteBuffer.wrap(bytes), 0)).isEqualTo(bytes.length);
  }

  private void check(int offset, String what) {
    if (offset < CHECKSUM_END) {
      assertRefused(what);
      refused++;
    } else if (offset >= RingDescriptor.TAIL_OFFSET
        && offset < RingDescriptor.TAIL_OFFSET + Long.BYTES) {
      assertReadsSomeOfTheFirst(what);
      truncated++;
    } else {
      assertHarmless(what);
      harmless++;
    }
  }

  private void assertRefused(String what) {
    try (MappedRing ring = MappedRing.open(directory, "ring", SPEC)) {
      assertThat(ring).as(what).isNull();
    } catch (IncompatibleRingException | CorruptRingException e) {
      assertThat(e).as(what).hasMessageContaining("file=" + directory.ring("ring"));
    }
  }

  private void assertHarmless(String what) {
    try (MappedRing ring = MappedRing.open(directory, "ring", SPEC);
        RingReader reader = RingReader.attach(ring);
        RingWriter writer = RingWriter.attach(ring)) {
      assertThat(readAll(reader)).as(what).isEqualTo(LENGTHS.length);
      UnsafeBuffer another = message(99, 33);
      assertThat(writer.offer(another, 0, 33)).as(what).isTrue();
      assertThat(reader.read()).as(what).isEqualTo(ReadResult.MESSAGE);
      assertIsMessage(reader.payload(), 99, 33);
      assertThat(writer.readerState()).as(what).isEqualTo(RoleStatus.ATTACHED);
    }
  }

  private void assertReadsSomeOfTheFirst(String what) {
    try (MappedRing ring = MappedRing.open(directory, "ring", SPEC)) {
      try (RingReader reader = RingReader.attach(ring)) {
        assertThat(readAll(reader)).as(what).isLessThanOrEqualTo(LENGTHS.length);
      } catch (CorruptRingException e) {
        assertThat(e).as(what).hasMessageContaining("file=" + directory.ring("ring"));
      }
      try (RingWriter writer = RingWriter.attach(ring)) {
        writer.complete();
      } catch (CulvertException e) {
        assertThat(e).as(what).isInstanceOf(CorruptRingException.class);
      }
    }
  }

  /** Reads until the ring is empty; the messages must be the first ones that were sent. */
  private static int readAll(RingReader reader) {
    int count = 0;
    while (reader.read() == ReadResult.MESSAGE) {
      assertThat(count).isLessThan(LENGTHS.length);
      assertIsMessage(reader.payload(), count, LENGTHS[count]);
      reader.release();
      count++;
    }
    return count;
  }
}
