package io.culvert.ring.file;

import io.culvert.exceptions.RingStorageException;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.RingMemory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The content of a ring's file, read without attaching to it. Reads through the file system and not
 * through a mapping, so that a file that is truncated meanwhile causes an exception and not a
 * signal. Writes nothing.
 *
 * <p>The values are consistent only if no writer and no reader was attached while they were read.
 *
 * @param header the header, fixed when the ring was created
 * @param readerState the state of the reader in its status word
 * @param head the position of the first frame that was not released
 * @param tail the end of the last published frame
 */
public record RingSnapshot(RingHeader header, RoleStatus readerState, long head, long tail) {

  private static final int READER = RingDescriptor.READER_OFFSET;

  /** Everything up to the end of the reader's block. */
  private static final int BLOCKS_LENGTH = READER + RingDescriptor.READER_LENGTH;

  /**
   * Reads a ring.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @return its content
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws io.culvert.exceptions.IncompatibleRingException if it is not a ring, or has another
   *     layout version
   * @throws io.culvert.exceptions.CorruptRingException if it holds an invalid value
   * @throws RingStorageException if the file is missing, truncated, a link, owned by another user
   *     or not readable
   */
  public static RingSnapshot read(RingDirectory directory, String name) {
    Path path = directory.ring(name);
    Platform.require(path.toString());
    try {
      MappedRing.requireRegular(path);
      try (FileChannel channel = MappedRing.openToRead(path)) {
        return read(channel, path);
      }
    } catch (IOException e) {
      throw RingDirectory.io("cannot read ring", path, e);
    }
  }

  /**
   * Reads only the header of a ring, which no writer and no reader changes.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @return its header
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws io.culvert.exceptions.IncompatibleRingException if it is not a ring, or has another
   *     layout version
   * @throws io.culvert.exceptions.CorruptRingException if it holds an invalid value
   * @throws RingStorageException if the file is missing, truncated, a link, owned by another user
   *     or not readable
   */
  public static RingHeader readHeader(RingDirectory directory, String name) {
    Path path = directory.ring(name);
    try {
      MappedRing.requireRegular(path);
      try (FileChannel channel = MappedRing.openToRead(path)) {
        return readHeader(channel, path);
      }
    } catch (IOException e) {
      throw RingDirectory.io("cannot read ring", path, e);
    }
  }

  private static RingHeader readHeader(FileChannel channel, Path path) throws IOException {
    RingHeader header = RingHeader.parse(MappedRing.readHeader(channel), path.toString());
    MappedRing.requireLength(channel, RingDescriptor.fileLength(header.capacity()), path);
    return header;
  }

  private static RingSnapshot read(FileChannel channel, Path path) throws IOException {
    RingHeader header = readHeader(channel, path);
    ByteBuffer blocks = ByteBuffer.allocateDirect(BLOCKS_LENGTH);
    try {
      readFully(channel, blocks, path);
      return of(header, memory(blocks, header, path));
    } finally {
      BufferUtil.free(blocks);
    }
  }

  private static RingSnapshot of(RingHeader header, RingMemory copy) {
    RingMemory.Positions positions = copy.positions(READER);
    RoleStatus readerState = copy.requireState(copy.statusAcquire(READER), 0, "reader status");
    return new RingSnapshot(header, readerState, positions.head(), positions.tail());
  }

  /** Wraps the blocks as the memory of a ring, so that the checks of an attach apply to them. */
  private static RingMemory memory(ByteBuffer blocks, RingHeader header, Path path) {
    return new RingMemory(
        new UnsafeBuffer(blocks), header.capacity(), 1, path.toString(), () -> {});
  }

  private static void readFully(FileChannel channel, ByteBuffer target, Path path)
      throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target, target.position()) < 0) {
        throw RingHeader.truncated(channel.size(), target.limit(), path.toString());
      }
    }
  }

  /**
   * Returns whether no reader needs the ring any more: its reader has taken the end of the stream,
   * or wants no more of it. An end that no reader has taken is not enough. A reader that attaches
   * later, even to a stream without elements, would wait forever in a new ring.
   *
   * @return true if the stream has ended for its reader, too
   */
  public boolean hasEnded() {
    return readerState.isDone();
  }
}
