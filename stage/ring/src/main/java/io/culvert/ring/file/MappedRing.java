package io.culvert.ring.file;

import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.RingMemory;
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
 * The mapped file of a ring, to which {@code RingWriter} and {@code RingReader} attach.
 *
 * <p>A new ring is written completely under a temporary name and then renamed. So a process that
 * finds it under its name finds all of it, and a full file system causes an exception here, not a
 * crash later. The length of the file is compared with its header before and after it is mapped.
 *
 * <p>Thread-safe. {@link #close()} unmaps the file once every writer and reader attached to it is
 * closed too, so that no thread touches unmapped memory.
 */
public final class MappedRing implements AutoCloseable {

  private final RingDirectory directory;
  private final String name;
  private final Object fileKey;
  private final RingHeader header;
  private final RingMemory memory;
  private final AtomicBoolean closed = new AtomicBoolean();

  private MappedRing(
      RingDirectory directory,
      String name,
      Object fileKey,
      RingHeader header,
      int maxMessageSize,
      MappedByteBuffer mapped) {
    this.directory = directory;
    this.name = name;
    this.fileKey = fileKey;
    this.header = header;
    this.memory =
        new RingMemory(
            new UnsafeBuffer(mapped),
            header.capacity(),
            maxMessageSize,
            directory.ring(name).toString(),
            () -> BufferUtil.free(mapped));
  }

  /**
   * Opens an existing ring.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @param spec the properties that this side needs
   * @return the ring
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws IncompatibleRingException if it is not a ring, or has other properties
   * @throws io.culvert.exceptions.CorruptRingException if its header is invalid
   * @throws RingStorageException if the file is missing, truncated, a link, owned by another user
   *     or cannot be mapped
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static MappedRing open(RingDirectory directory, String name, RingSpec spec) {
    Platform.require(directory.ring(name).toString());
    try (CreationLock lock = lock(directory, name)) {
      return map(directory, name, spec);
    } catch (IOException e) {
      throw cannotOpen(directory.ring(name), e);
    }
  }

  /**
   * Opens a ring, and creates it first if it does not exist. If several processes create it at the
   * same time, one of them wins and all open the same ring.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @param spec the properties that this side needs
   * @return the ring
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws IncompatibleRingException if the existing file is not a ring, or has other properties
   * @throws io.culvert.exceptions.CorruptRingException if the header of the existing file is
   *     invalid
   * @throws RingStorageException if the file system has no room, or the file is truncated, a link,
   *     owned by another user or cannot be mapped
   */
  public static MappedRing openOrCreate(RingDirectory directory, String name, RingSpec spec) {
    return openOrCreate(directory, name, spec, 0);
  }

  /**
   * Opens a ring, or creates one whose first position is not zero: for tests of large positions.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @param spec the properties that this side needs
   * @param firstPosition the position of the first byte of a new ring
   * @return the ring
   */
  @InternalApi
  @SuppressWarnings("try") // the lock is held, not used
  public static MappedRing openOrCreate(
      RingDirectory directory, String name, RingSpec spec, long firstPosition) {
    Path path = directory.ring(name);
    Platform.require(path.toString());
    try {
      while (true) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          create(directory, name, spec, firstPosition);
        }
        try (CreationLock lock = lock(directory, name)) {
          // Its reader may have drained and deleted it since it was created.
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
   * Creates a ring without a name, for an edge inside this JVM. Its file is deleted as soon as it
   * is mapped, so nothing is left if the process dies.
   *
   * @param directory the directory of the file while it exists
   * @param spec the properties of the ring
   * @return the ring
   * @throws RingStorageException if the file system has no room or cannot map the file
   */
  public static MappedRing anonymous(RingDirectory directory, RingSpec spec) {
    String name = "anonymous-" + UUID.randomUUID();
    MappedRing ring = openOrCreate(directory, name, spec);
    try {
      Files.delete(directory.ring(name));
      Files.delete(lockFile(directory, name));
      return ring;
    } catch (IOException e) {
      ring.close();
      throw RingDirectory.io("cannot delete", directory.ring(name), e);
    }
  }

  static CreationLock lock(RingDirectory directory, String name) throws IOException {
    return CreationLock.acquire(lockFile(directory, name));
  }

  private static Path lockFile(RingDirectory directory, String name) {
    return directory.beside(name, ".init.lock");
  }

  /**
   * Creates the ring, unless another process creates it first, or deletes the temporary file
   * because it takes it for that of a killed process. The caller checks for the ring again.
   */
  @SuppressWarnings("try") // the lock is held, not used
  private static void create(
      RingDirectory directory, String name, RingSpec spec, long firstPosition) throws IOException {
    Path path = directory.ring(name);
    Path temporary = temporary(directory, name, UUID.randomUUID());
    try {
      RingCreator.build(temporary, RingHeader.create(spec, firstPosition));
      try (CreationLock lock = lock(directory, name)) {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)
            && Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Returns the path under which a ring is written before it gets its name. */
  static Path temporary(RingDirectory directory, String name, UUID creator) {
    return directory.beside(name, ".ring." + creator + ".tmp");
  }

  private static MappedRing map(RingDirectory directory, String name, RingSpec spec)
      throws IOException {
    Path path = directory.ring(name);
    Object fileKey = requireRegular(path);
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      RingHeader header = RingHeader.parse(readHeader(channel), path.toString());
      header.requireMatches(spec, path.toString());
      long length = RingDescriptor.fileLength(header.capacity());
      // Before the mapping, because mapping a short file extends it. After it, because another
      // process may have truncated it meanwhile.
      requireLength(channel, length, path);
      MappedByteBuffer mapped = channel.map(MapMode.READ_WRITE, 0, length);
      mapped.order(ByteOrder.LITTLE_ENDIAN);
      try {
        requireLength(channel, length, path);
        return new MappedRing(directory, name, fileKey, header, spec.maxMessageSize(), mapped);
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
          Reason.NOT_FOUND, "no such ring: file=" + path + "; start the side that creates it", e);
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
    ByteBuffer header = ByteBuffer.allocate(RingDescriptor.IDENTITY_LENGTH);
    int read = 0;
    while (header.hasRemaining() && read >= 0) {
      read = channel.read(header, header.position());
    }
    return header.flip();
  }

  static void requireLength(FileChannel channel, long length, Path path) throws IOException {
    if (channel.size() < length) {
      throw RingHeader.truncated(channel.size(), length, path.toString());
    }
  }

  /**
   * {@return the memory of this ring; it is gone once this ring and all that retain it are closed}
   */
  @InternalApi
  public RingMemory memory() {
    return memory;
  }

  /** {@return the path of the ring's file} */
  public Path path() {
    return directory.ring(name);
  }

  /** {@return the header, fixed when the ring was created} */
  public RingHeader header() {
    return header;
  }

  /**
   * Returns the state of the reader in its status word.
   *
   * @return the state
   * @throws IllegalStateException if the ring is closed
   * @throws io.culvert.exceptions.CorruptRingException if the word holds no known state
   */
  public RoleStatus readerState() {
    memory.retain();
    try {
      long status = memory.statusAcquire(RingDescriptor.READER_OFFSET);
      return memory.requireState(status, 0, "reader status");
    } finally {
      memory.letGo();
    }
  }

  /** {@return device and inode of the file, as this process sees them: a text for people} */
  public String fileKey() {
    return String.valueOf(fileKey);
  }

  /**
   * Returns whether the path still names this ring. It does not after the file was deleted or
   * replaced.
   *
   * @return true if it does
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
   * Checks that the file was not truncated while it is mapped. Accesses none of its pages, because
   * some of them would be lost. Deletion does not shorten a file.
   *
   * @throws RingStorageException if the file is shorter than the ring
   */
  @InternalApi
  public void requireWhole() {
    long wanted = RingDescriptor.fileLength(header.capacity());
    try {
      long length = Files.size(path());
      if (length < wanted) {
        throw RingHeader.truncated(length, wanted, path().toString());
      }
    } catch (NoSuchFileException e) {
      // The file was deleted: its mapped pages stay.
    } catch (IOException e) {
      throw RingDirectory.io("cannot determine the length", path(), e);
    }
  }

  /**
   * Deletes the file if the path still names this ring, and never a newer ring of the same name.
   * Existing mappings stay valid.
   *
   * @throws RingStorageException if the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public void delete() {
    try (CreationLock lock = lock(directory, name)) {
      if (isInPlace() && hasId(path(), header.ringId())) {
        Files.delete(path());
      }
    } catch (IOException e) {
      throw RingDirectory.io("cannot delete ring", path(), e);
    }
  }

  /**
   * Returns whether a path names the ring with this id. The file key is not enough, because a file
   * system may give the key of a deleted file to the next file.
   */
  static boolean hasId(Path path, UUID ringId) throws IOException {
    try (FileChannel channel = openToRead(path)) {
      return RingHeader.hasId(readHeader(channel), ringId);
    }
  }

  static FileChannel openToRead(Path path) throws IOException {
    return FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** Unmaps the file, as soon as every writer and reader attached to it is closed too. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      memory.letGo();
    }
  }

  @Override
  public String toString() {
    return "MappedRing(" + path() + ", id=" + header.ringId() + ")";
  }
}
