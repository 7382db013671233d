package io.culvert.ring.file;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Serialises creation and deletion, which change the file that a ring's path names. Held for
 * moments only. One thread of the JVM holds it at a time, because a POSIX lock belongs to the whole
 * process.
 */
final class CreationLock implements AutoCloseable {

  private static final ReentrantLock WITHIN_JVM = new ReentrantLock();
  private static final long RETRY_NANOS = 1_000_000;
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final FileChannel channel;

  private CreationLock(FileChannel channel) {
    this.channel = channel;
  }

  static CreationLock acquire(Path file) throws IOException {
    WITHIN_JVM.lock();
    FileChannel channel = null;
    boolean acquired = false;
    try {
      channel =
          FileChannel.open(
              file,
              Set.of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
              RingDirectory.ownerOnly(file, "rw-------"));
      lock(channel, file);
      acquired = true;
      return new CreationLock(channel);
    } finally {
      if (!acquired) {
        giveUp(channel);
      }
    }
  }

  private static void giveUp(FileChannel channel) throws IOException {
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      WITHIN_JVM.unlock(); // or this JVM could create no ring any more
    }
  }

  /** Waits for a limited time, because the process that holds the lock may be stopped. */
  private static void lock(FileChannel channel, Path file) throws IOException {
    long begin = System.nanoTime();
    while (!tryLock(channel)) {
      if (System.nanoTime() - begin > PATIENCE_NANOS) {
        throw new RingStorageException(
            Reason.IO,
            "another process creates or deletes the ring and does not finish: file="
                + file
                + ", waited="
                + PATIENCE_NANOS
                + " ns; check whether it is stopped");
      }
      LockSupport.parkNanos(RETRY_NANOS);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by a copy of this library in another class loader of this JVM
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      WITHIN_JVM.unlock();
    }
  }
}
