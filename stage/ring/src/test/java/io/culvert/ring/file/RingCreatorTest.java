package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.ring.Background;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the file of a ring while it is created. */
class RingCreatorTest {

  @TempDir(factory = SharedMemoryDir.class)
  Path directory;

  private static RingHeader identity(int capacity) {
    return RingHeader.create(RingSpec.ofBytes(capacity), 0);
  }

  @Test
  void shouldNotTouchExistingFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "other text");
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("target"));

    for (Path taken : new Path[] {file, link}) {
      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .isThrownBy(() -> RingCreator.build(taken, identity(RingDescriptor.MIN_CAPACITY)));
    }

    assertThat(file).hasContent("other text");
    assertThat(directory.resolve("target")).doesNotExist();
  }

  /** If creation stops early for any reason, the incomplete file has no header. */
  @Test
  void shouldWriteHeaderWhenFileIsComplete() throws Exception {
    RingHeader identity = identity(64 * 1024 * 1024);
    long whole = RingDescriptor.fileLength(identity.capacity());
    int checks = 0;
    for (int round = 0; checks < 10; round++) {
      Path file = directory.resolve("file" + round);
      Background builder = Background.run(() -> RingCreator.build(file, identity));
      while (!builder.isDone()) {
        checks += checkIncomplete(file, whole) ? 1 : 0;
      }
      builder.join();
      assertThat(magic(file)).isEqualTo(RingDescriptor.MAGIC);
      Files.delete(file);
    }
  }

  /** Checks the file if it is incomplete; returns whether it was. */
  private static boolean checkIncomplete(Path file, long whole) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    long magic = magic(file);
    if (Files.size(file) == whole) {
      return false;
    }
    assertThat(magic).as("magic of an incomplete file").isZero();
    return true;
  }

  private static long magic(Path file) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.read(word, RingDescriptor.MAGIC_OFFSET);
    }
    return word.getLong(0);
  }
}
