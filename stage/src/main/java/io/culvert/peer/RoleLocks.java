package io.culvert.peer;

import io.culvert.ring.RingDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
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
 * time, and who asks for it is answered from this registry. Lock files are never deleted. Called by
 * conductors only, whose threads nobody interrupts: an interrupt in the middle of an operation
 * would close the channel.
 */
final class RoleLocks {

  /** Who holds what in this JVM: lock file to its lock. */
  private static final Map<Path, RoleLock> HELD = new ConcurrentHashMap<>();

  /**
   * Channels that must stay open, because another copy of this library in this JVM holds the lock
   * of their file.
   */
  private static final Map<Path, FileChannel> FOREIGN = new ConcurrentHashMap<>();

  private static final int HOLDER_LIMIT = 64;

  private RoleLocks() {}

  /** What came of a try: the lock, or who has it. */
  record Attempt(RoleLock lock, String holder) {
    boolean succeeded() {
      return lock != null;
    }
  }

  static Attempt tryAcquire(RingDirectory directory, String name, Role role) throws IOException {
    Path file = directory.beside(name, role.lockSuffix());
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

  /** Null when we have it now, else who has it. */
  private static String tryLock(RoleLock lock) throws IOException {
    FileChannel channel = FOREIGN.remove(lock.file());
    if (channel == null) {
      channel = open(lock.file());
    }
    try {
      if (channel.tryLock() != null) {
        lock.hold(channel);
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

  /** For people only: in containers a process id means nothing to others. */
  private static void writeHolder(FileChannel channel) throws IOException {
    byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(pid), 0);
    channel.truncate(pid.length);
  }

  private static String readHolder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(HOLDER_LIMIT);
    channel.read(text, 0);
    String holder = StandardCharsets.US_ASCII.decode(text.flip()).toString();
    return holder.matches("[0-9]+") ? holder : "unknown";
  }

  static void release(RoleLock lock) throws IOException {
    try {
      lock.close();
    } finally {
      HELD.remove(lock.file(), lock);
    }
  }
}
