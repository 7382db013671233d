package io.culvert.ring;

import io.culvert.IncompatibleRingException;
import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A ring's file, mapped: the place from which {@link RingWriter} and {@link RingReader} are
 * attached.
 *
 * <p>A ring is built whole under a temporary name, by file writes, and renamed when it is ready:
 * whoever finds it under its name finds all of it, and a full file system is an exception here, not
 * a crash later. Its size is compared with its header before and after it is mapped.
 *
 * <p>Thread-safe. {@link #close()} gives the mapping back once every writer and reader attached to
 * it is closed too, so that no thread ever touches memory that is gone.
 */
public final class RingFile implements AutoCloseable {

  private final RingDirectory directory;
  private final String name;
  private final Object fileKey;
  private final RingIdentity identity;
  private final RingMemory memory;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RingFile(
      RingDirectory directory,
      String name,
      Object fileKey,
      RingIdentity identity,
      int maxMessageSize,
      MappedByteBuffer mapped) {
    this.directory = directory;
    this.name = name;
    this.fileKey = fileKey;
    this.identity = identity;
    this.memory =
        new RingMemory(
            new UnsafeBuffer(mapped),
            identity.capacity(),
            maxMessageSize,
            directory.ring(name).toString(),
            () -> BufferUtil.free(mapped));
  }

  /**
   * Opens a ring that exists.
   *
   * @param directory where it is
   * @param name its name
   * @param spec what it must be
   * @return the ring
   * @throws IllegalArgumentException when the name is none
   * @throws IncompatibleRingException when it is no ring, or another one than this side needs
   * @throws io.culvert.CorruptRingException when its header cannot be true
   * @throws RingStorageException when the file is missing, cut, a link, not ours or cannot be
   *     mapped
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static RingFile open(RingDirectory directory, String name, RingSpec spec) {
    Platform.require(directory.ring(name).toString());
    try (InitLock lock = lock(directory, name)) {
      return map(directory, name, spec);
    } catch (IOException e) {
      throw cannotOpen(directory.ring(name), e);
    }
  }

  /**
   * Opens a ring, after making it when there is none. Of several who make it at once, one wins and
   * the others open what it has made.
   *
   * @param directory where it is, or is to be
   * @param name its name
   * @param spec what it must be
   * @return the ring
   * @throws IllegalArgumentException when the name is none
   * @throws IncompatibleRingException when what exists is no ring, or another one than this side
   *     needs
   * @throws io.culvert.CorruptRingException when the header of what exists cannot be true
   * @throws RingStorageException when the file system has no room, or the file is cut, a link, not
   *     ours or cannot be mapped
   */
  public static RingFile openOrCreate(RingDirectory directory, String name, RingSpec spec) {
    return openOrCreate(directory, name, spec, 0);
  }

  @SuppressWarnings("try") // the lock is held, not used
  static RingFile openOrCreate(
      RingDirectory directory, String name, RingSpec spec, long firstPosition) {
    Path path = directory.ring(name);
    Platform.require(path.toString());
    try {
      while (true) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          create(directory, name, spec, firstPosition);
        }
        try (InitLock lock = lock(directory, name)) {
          // Its reader may have drained and deleted it since it was made.
          if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return map(directory, name, spec);
          }
        }
      }
    } catch (IOException e) {
      throw cannotOpen(path, e);
    }
  }

  private static RingStorageException cannotOpen(Path path, IOException cause) {
    if (cause instanceof AccessDeniedException || !Files.isWritable(path.getParent())) {
      return new RingStorageException(
          Reason.NOT_WRITABLE,
          "not writable: file=" + path + ", cause=" + cause + "; allow its owner to write",
          cause);
    }
    return RingDirectory.io("cannot open ring", path, cause);
  }

  /**
   * A ring without a name, for an edge inside this JVM: its file is deleted as soon as it is
   * mapped, so nothing is left whatever happens to the process.
   *
   * @param directory where the file is for a moment
   * @param spec what it is to be
   * @return the ring
   * @throws RingStorageException when the file system has no room or cannot map the file
   */
  public static RingFile anonymous(RingDirectory directory, RingSpec spec) {
    String name = "anonymous-" + UUID.randomUUID();
    RingFile ring = openOrCreate(directory, name, spec);
    try {
      Files.delete(directory.ring(name));
      Files.delete(directory.beside(name, ".init.lock"));
      return ring;
    } catch (IOException e) {
      ring.close();
      throw RingDirectory.io("cannot delete", directory.ring(name), e);
    }
  }

  static InitLock lock(RingDirectory directory, String name) throws IOException {
    return InitLock.acquire(directory.beside(name, ".init.lock"));
  }

  /**
   * Makes the ring, unless somebody else is faster, or takes the temporary file for one that a
   * killed process has left: the caller looks again.
   */
  @SuppressWarnings("try") // the lock is held, not used
  private static void create(
      RingDirectory directory, String name, RingSpec spec, long firstPosition) throws IOException {
    Path path = directory.ring(name);
    Path temporary = temporary(directory, name, UUID.randomUUID());
    try {
      RingBuilder.build(temporary, RingIdentity.create(spec, firstPosition));
      try (InitLock lock = lock(directory, name)) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)
            && Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Where a ring is built before it gets its name. */
  static Path temporary(RingDirectory directory, String name, UUID maker) {
    return directory.beside(name, ".ring." + maker + ".tmp");
  }

  private static RingFile map(RingDirectory directory, String name, RingSpec spec)
      throws IOException {
    Path path = directory.ring(name);
    Object fileKey = requireRegular(path);
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      RingIdentity identity = RingIdentity.parse(readHeader(channel), path.toString());
      identity.requireMatches(spec, path.toString());
      long length = RingLayout.fileLength(identity.capacity());
      // Before the mapping, because mapping a short file extends it; after it, because it may be
      // cut meanwhile.
      requireLength(channel, length, path);
      MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, length);
      mapped.order(ByteOrder.LITTLE_ENDIAN);
      try {
        requireLength(channel, length, path);
        return new RingFile(directory, name, fileKey, identity, spec.maxMessageSize(), mapped);
      } catch (IOException | RuntimeException e) {
        BufferUtil.free(mapped);
        throw e;
      }
    }
  }

  static Object requireRegular(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new RingStorageException(
          Reason.NOT_FOUND, "no such ring: file=" + path + "; start the side that makes it", e);
    }
    if (attributes.isSymbolicLink()) {
      throw new RingStorageException(
          Reason.SYMBOLIC_LINK, "symbolic link not followed: file=" + path + "; delete it");
    }
    if (!attributes.isRegularFile()) {
      throw new RingStorageException(
          Reason.NOT_A_REGULAR_FILE,
          "not a regular file: file=" + path + "; give the ring another name or directory");
    }
    Ownership.requireOurs(path, "file");
    return attributes.fileKey();
  }

  static ByteBuffer readHeader(FileChannel channel) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(RingLayout.IDENTITY_LENGTH);
    int read = 0;
    while (header.hasRemaining() && read >= 0) {
      read = channel.read(header, header.position());
    }
    return header.flip();
  }

  static void requireLength(FileChannel channel, long length, Path path) throws IOException {
    if (channel.size() < length) {
      throw RingIdentity.truncated(channel.size(), length, path.toString());
    }
  }

  RingMemory memory() {
    return memory;
  }

  /**
   * Where the ring is.
   *
   * @return the path of its file
   */
  public Path path() {
    return directory.ring(name);
  }

  /**
   * What was fixed when the ring was made.
   *
   * @return its identity
   */
  public RingIdentity identity() {
    return identity;
  }

  /**
   * What its reader is doing, by the ring's own word.
   *
   * @return the reader's state
   * @throws IllegalStateException when the ring is closed
   * @throws io.culvert.CorruptRingException when the word holds no state
   */
  public RoleState readerState() {
    memory.retain();
    try {
      long status = memory.statusAcquire(RingLayout.READER_OFFSET);
      return memory.requireState(status, 0, "reader status");
    } finally {
      memory.letGo();
    }
  }

  /**
   * Device and inode of the file, as this process sees them.
   *
   * @return a text for people
   */
  public String fileKey() {
    return String.valueOf(fileKey);
  }

  /**
   * Whether the path still names this ring: not when somebody has deleted or replaced it.
   *
   * @return true when it does
   */
  public boolean isInPlace() {
    try {
      return Objects.equals(
          fileKey,
          Files.readAttributes(path(), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
              .fileKey());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Checks that nobody has cut the file while it is mapped: without a look at its pages, of which
   * some would be gone. A file that has been deleted is as long as it was.
   *
   * @throws RingStorageException when it is shorter than the ring
   */
  public void requireWhole() {
    long wanted = RingLayout.fileLength(identity.capacity());
    try {
      long length = Files.size(path());
      if (length < wanted) {
        throw RingIdentity.truncated(length, wanted, path().toString());
      }
    } catch (NoSuchFileException e) {
      // Deleted since it was last seen.
    } catch (IOException e) {
      throw RingDirectory.io("cannot tell the length", path(), e);
    }
  }

  /**
   * Deletes the file, if the path still names this ring: never a newer ring of the same name.
   * Whoever has it mapped keeps what is mapped.
   *
   * @throws RingStorageException when the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public void delete() {
    try (InitLock lock = lock(directory, name)) {
      if (isInPlace() && hasId(path(), identity.ringId())) {
        Files.delete(path());
      }
    } catch (IOException e) {
      throw RingDirectory.io("cannot delete ring", path(), e);
    }
  }

  /**
   * A file system may give the key of a file that is gone to the next file; a ring's id it cannot
   * give.
   */
  static boolean hasId(Path path, UUID ringId) throws IOException {
    try (FileChannel channel = openToRead(path)) {
      return RingIdentity.hasId(readHeader(channel), ringId);
    }
  }

  static FileChannel openToRead(Path path) throws IOException {
    return FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** Gives the mapping back, as soon as every writer and reader attached to it is closed too. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      memory.letGo();
    }
  }

  @Override
  public String toString() {
    return "RingFile(" + path() + ", id=" + identity.ringId() + ")";
  }
}
