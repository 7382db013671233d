package io.culvert.ring.file;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.ring.layout.RingDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Writes the file of a new ring, under a temporary name. Uses file writes and never a mapping,
 * because a full tmpfs must cause an exception and not a signal that kills the JVM.
 */
final class RingCreator {

  private static final int FILL_BYTES = 256 * 1024;

  private RingCreator() {}

  /**
   * Writes a whole ring, its header last.
   *
   * @throws RingStorageException if the file system has no room
   */
  static void build(Path file, RingHeader header) throws IOException {
    long length = RingDescriptor.fileLength(header.capacity());
    requireSpace(file, length);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            RingDirectory.ownerOnly(file, "rw-------"))) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(FILL_BYTES);
      for (long position = RingDescriptor.DATA_OFFSET; position < length; ) {
        zeros.clear().limit((int) Math.min(FILL_BYTES, length - position));
        position += writeFully(channel, zeros, position);
      }
      writeFully(channel, header.toHeader(), 0);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      requireSpace(file, length);
      throw e;
    }
  }

  private static int writeFully(FileChannel channel, ByteBuffer bytes, long position)
      throws IOException {
    int length = bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes, position + length - bytes.remaining());
    }
    return length;
  }

  private static void requireSpace(Path file, long length) throws IOException {
    long free = Files.getFileStore(file.getParent()).getUsableSpace();
    long held = Files.exists(file) ? Files.size(file) : 0;
    if (free < length - held) {
      throw new RingStorageException(
          Reason.NO_SPACE,
          "no space for ring: needed="
              + length
              + ", free="
              + free
              + ", directory="
              + file.getParent()
              + "; free some, lower culvert.capacity, set culvert.directory, or give a container"
              + " more shared memory (--shm-size)");
    }
  }
}
