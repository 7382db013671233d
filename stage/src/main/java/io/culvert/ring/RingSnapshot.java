package io.culvert.ring;

import io.culvert.RingStorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a ring's file holds, for those who look at it and take no part: taken by file reads, never
 * through a mapping, so that a file that is cut meanwhile is an exception and not a signal. Nothing
 * is written.
 *
 * <p>The words belong together only when nobody had a role at the ring while they were read.
 *
 * @param identity what was fixed when the ring was made
 * @param writerState what the writer was doing, by the ring's own word
 * @param readerState what the reader was doing, by the ring's own word
 * @param head position of the first frame that was not released
 * @param tail position behind the last published frame
 * @param endNext whether the end of the stream is all that was not released
 */
public record RingSnapshot(
    RingIdentity identity,
    RoleState writerState,
    RoleState readerState,
    long head,
    long tail,
    boolean endNext) {

  private static final int READER = RingLayout.readerOffset(0);

  /** The writer block and that of the reader. */
  private static final int BLOCKS_LENGTH = READER + RingLayout.READER_LENGTH;

  /**
   * Reads a ring.
   *
   * @param directory where it is
   * @param name its name
   * @return what it holds
   * @throws IllegalArgumentException when the name is none
   * @throws io.culvert.IncompatibleRingException when it is no ring, or one of another version
   * @throws io.culvert.CorruptRingException when it holds a value that cannot be true
   * @throws RingStorageException when the file is missing, cut, a link, not ours or cannot be read
   */
  public static RingSnapshot read(RingDirectory directory, String name) {
    Path path = directory.ring(name);
    Platform.require(path.toString());
    try {
      RingFile.requireRegular(path);
      try (FileChannel channel = RingFile.openToRead(path)) {
        return read(channel, path);
      }
    } catch (IOException e) {
      throw RingDirectory.io("cannot read ring", path, e);
    }
  }

  /**
   * Reads what was fixed when a ring was made, which stays as it is whoever has a role.
   *
   * @param directory where it is
   * @param name its name
   * @return its identity
   * @throws IllegalArgumentException when the name is none
   * @throws io.culvert.IncompatibleRingException when it is no ring, or one of another version
   * @throws io.culvert.CorruptRingException when it holds a value that cannot be true
   * @throws RingStorageException when the file is missing, cut, a link, not ours or cannot be read
   */
  public static RingIdentity readIdentity(RingDirectory directory, String name) {
    Path path = directory.ring(name);
    try {
      RingFile.requireRegular(path);
      try (FileChannel channel = RingFile.openToRead(path)) {
        return readIdentity(channel, path);
      }
    } catch (IOException e) {
      throw RingDirectory.io("cannot read ring", path, e);
    }
  }

  private static RingIdentity readIdentity(FileChannel channel, Path path) throws IOException {
    RingIdentity identity = RingIdentity.parse(RingFile.readHeader(channel), path.toString());
    RingFile.requireLength(channel, RingLayout.fileLength(identity.capacity()), path);
    return identity;
  }

  private static RingSnapshot read(FileChannel channel, Path path) throws IOException {
    RingIdentity identity = readIdentity(channel, path);
    ByteBuffer blocks = ByteBuffer.allocateDirect(BLOCKS_LENGTH);
    try {
      readFully(channel, blocks, 0, path);
      return of(channel, identity, memory(blocks, identity, path), path);
    } finally {
      BufferUtil.free(blocks);
    }
  }

  private static RingSnapshot of(
      FileChannel channel, RingIdentity identity, RingMemory copy, Path path) throws IOException {
    RingMemory.Positions positions = copy.positions(READER);
    return new RingSnapshot(
        identity,
        state(copy, RingLayout.WRITER_OFFSET, "writer status"),
        state(copy, READER, "reader status"),
        positions.head(),
        positions.tail(),
        isEndNext(channel, identity.capacity(), positions, path));
  }

  /** The blocks as the memory of a ring, for the checks that everybody makes who attaches. */
  private static RingMemory memory(ByteBuffer blocks, RingIdentity identity, Path path) {
    return new RingMemory(
        new UnsafeBuffer(blocks), identity.capacity(), 1, path.toString(), () -> {});
  }

  private static RoleState state(RingMemory copy, int blockOffset, String field) {
    long status = copy.statusAcquire(blockOffset);
    RoleState state = RoleState.of(status);
    if (state == null) {
      throw copy.corrupt(0, field, status, "a known state");
    }
    return state;
  }

  /**
   * At the most one padding lies before the end. No length is used but to be compared: what does
   * not fit exactly is not the end.
   */
  private static boolean isEndNext(
      FileChannel channel, int capacity, RingMemory.Positions positions, Path path)
      throws IOException {
    long position = positions.head();
    if (position == positions.tail()) {
      return false;
    }
    long header = frameHeader(channel, capacity, position, path);
    int toEnd = capacity - index(position, capacity);
    if (Frame.type(header) == Frame.PADDING && Frame.span(Frame.length(header)) == toEnd) {
      position += toEnd;
      header = frameHeader(channel, capacity, position, path);
    }
    boolean terminal = Frame.type(header) == Frame.COMPLETED || Frame.type(header) == Frame.FAILED;
    return terminal && position + Frame.span(Frame.length(header)) == positions.tail();
  }

  private static long frameHeader(FileChannel channel, int capacity, long position, Path path)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(channel, header, (long) RingLayout.DATA_OFFSET + index(position, capacity), path);
    return header.getLong(0);
  }

  private static int index(long position, int capacity) {
    return (int) position & (capacity - 1);
  }

  private static void readFully(FileChannel channel, ByteBuffer target, long offset, Path path)
      throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target, offset + target.position()) < 0) {
        throw RingIdentity.truncated(channel.size(), offset + target.limit(), path.toString());
      }
    }
  }

  /**
   * Whether nothing of the stream is left that a reader could want: its reader has taken the end or
   * wants no more. An end that nobody has taken is not enough: a reader that comes for it, even of
   * a stream without elements, would wait for ever in a new ring.
   *
   * @return true when the stream has ended for its reader, too
   */
  public boolean hasEnded() {
    return readerState.isDone();
  }
}
