package io.culvert.ring;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Changes the header of a ring's file behind its back. */
public final class RingFileHeader {

  private RingFileHeader() {}

  /** Changes bytes, and leaves the checksum as it was. */
  public static void damage(Path file, Consumer<ByteBuffer> change) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    change.accept(bytes);
    Files.write(file, bytes.array());
  }

  /** Changes bytes and the checksum with them, as a liar would, or another version. */
  public static void forge(Path file, Consumer<ByteBuffer> change) throws IOException {
    damage(
        file,
        bytes -> {
          change.accept(bytes);
          sign(bytes);
        });
  }

  /** Puts the right checksum in. */
  static void sign(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, RingLayout.IDENTITY_CHECKSUM_OFFSET);
    bytes.putInt(RingLayout.IDENTITY_CHECKSUM_OFFSET, (int) crc.getValue());
  }
}
