package io.culvert.peer.lock;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.file.RingDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The locks of all roles that this JVM holds. A POSIX lock belongs to the process, and closing any
 * channel on its file drops it: so while a role is held here, its lock file is not opened a second
 * time, and this registry answers each request for it. Lock files are never deleted. Called by
 * conductors and sweeps only, on threads that no caller can interrupt: an interrupt in the middle
 * of an operation would close the channel.
 */
@InternalApi
public final class RoleLocks {

  /** The locks that are held in this JVM: lock file to its lock. */
  private static final Map<Path, RoleLock> HELD = new ConcurrentHashMap<>();

  /**
   * Channels that must stay open, because another copy of this library in this JVM holds the lock
   * of their file.
   */
  private static final Map<Path, FileChannel> FOREIGN = new ConcurrentHashMap<>();

  private static final int HOLDER_LIMIT = 64;

  private RoleLocks() {}

  /** The result of an attempt: the lock, or a description of its holder. */
  public record Attempt(RoleLock lock, String holder) {
    public boolean succeeded() {
      return lock != null;
    }
  }

  public static Attempt tryAcquire(RingDirectory directory, String name, Role role)
      throws IOException {
    return tryAcquire(directory.beside(name, role.lockSuffix()));
  }

  /** As for a role, for a lock file that is not a role's. */
  public static Attempt tryAcquire(Path file) throws IOException {
    RoleLock lock = new RoleLock(file);
    if (HELD.putIfAbsent(file, lock) != null) {
      return new Attempt(null, "this JVM, pid " + ProcessHandle.current().pid());
    }
    String holder = null;
    try {
      holder = tryLock(lock);
      return new Attempt(holder == null ? lock : null, holder);
    } finally {
      if (!lock.isHeld()) {
        HELD.remove(file, lock);
      }
    }
  }

  /** Returns null if this process holds the lock now, else a description of its holder. */
  private static String tryLock(RoleLock lock) throws IOException {
    Object key = RoleLock.keyOf(lock.file());
    FileChannel channel = FOREIGN.remove(lock.file());
    if (channel == null) {
      channel = open(lock.file());
    }
    try {
      if (channel.tryLock() != null) {
        if (key != null && !key.equals(RoleLock.keyOf(lock.file()))) {
          return "unknown: the lock file was replaced"; // others may lock the new one
        }
        lock.hold(channel, RoleLock.keyOf(lock.file()));
        writeHolder(channel);
        return null;
      }
      return "pid " + readHolder(channel);
    } catch (OverlappingFileLockException e) {
      FOREIGN.put(lock.file(), channel);
      return "another class loader of this JVM";
    } finally {
      if (!lock.isHeld() && !FOREIGN.containsKey(lock.file())) {
        channel.close();
      }
    }
  }

  /**
   * Returns whether a role is free, by a shared lock that is dropped at once. A role that is held
   * in this JVM is not probed: closing the channel would drop its lock. A process that requests the
   * role at the same moment is refused once, and retries. A lock file that was deleted shows
   * nothing: the process that holds the lock on it may live.
   */
  public static boolean isFree(RingDirectory directory, String name, Role role) throws IOException {
    Path file = directory.beside(name, role.lockSuffix());
    RoleLock reservation = new RoleLock(file);
    if (HELD.putIfAbsent(file, reservation) != null) {
      return false;
    }
    try {
      return probe(file);
    } finally {
      HELD.remove(file, reservation);
    }
  }

  /** Returns whether a role has a lock file: every holder of the role creates it. */
  public static boolean isKnown(RingDirectory directory, String name, Role role) {
    return RoleLock.keyOf(directory.beside(name, role.lockSuffix())) != null;
  }

  private static boolean probe(Path file) throws IOException {
    FileChannel channel = FOREIGN.remove(file);
    try {
      if (channel == null) {
        channel =
            FileChannel.open(
                file,
                Set.of(
                    StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
      }
      return channel.tryLock(0, Long.MAX_VALUE, true) != null;
    } catch (NoSuchFileException e) {
      return false;
    } catch (OverlappingFileLockException e) {
      FOREIGN.put(file, channel);
      return false;
    } finally {
      if (channel != null && !FOREIGN.containsKey(file)) {
        channel.close(); // and the lock with it
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS),
        ownerOnly(file));
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * For people only: in containers a process id means nothing to others. So a file system that has
   * no room for it, like that of a container whose rings have filled it, is no reason to refuse the
   * role; the holder is unknown then.
   */
  private static void writeHolder(FileChannel channel) {
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    try {
      channel.truncate(0); // not that of a former holder
      channel.write(ByteBuffer.wrap(pid), 0);
    } catch (IOException noRoom) {
      return; // "unknown"
    }
  }

  private static String readHolder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(HOLDER_LIMIT);
    channel.read(text, 0);
    String holder = StandardCharsets.US_ASCII.decode(text.flip()).toString();
    return holder.matches("[0-9]+") ? holder : "unknown";
  }

  public static void unlock(RoleLock lock) throws IOException {
    try {
      lock.close();
    } finally {
      HELD.remove(lock.file(), lock);
    }
  }
}
