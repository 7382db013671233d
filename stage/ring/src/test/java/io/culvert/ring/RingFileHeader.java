package io.culvert.ring;

import io.culvert.ring.layout.RingDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** Changes the header of a ring's file, bypassing the library. */
public final class RingFileHeader {

  private RingFileHeader() {}

  /** Changes bytes, but not the checksum. */
  public static void damage(Path file, Consumer<ByteBuffer> change) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    change.accept(bytes);
    Files.write(file, bytes.array());
  }

  /** Changes bytes and makes the checksum right, as an attacker or another version would. */
  public static void forge(Path file, Consumer<ByteBuffer> change) throws IOException {
    damage(
        file,
        bytes -> {
          change.accept(bytes);
          sign(bytes);
        });
  }

  /** Stores the right checksum. */
  static void sign(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, RingDescriptor.IDENTITY_CHECKSUM_OFFSET);
    bytes.putInt(RingDescriptor.IDENTITY_CHECKSUM_OFFSET, (int) crc.getValue());
  }
}
