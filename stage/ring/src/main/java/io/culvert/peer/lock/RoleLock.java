package io.culvert.peer.lock;

import io.culvert.annotation.InternalApi;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** A role's lock, held as long as its channel is open. */
@InternalApi
public final class RoleLock {

  private final Path file;
  private FileChannel channel;
  private Object fileKey;

  RoleLock(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  void hold(FileChannel lockedChannel, Object keyOfFile) {
    channel = lockedChannel;
    fileKey = keyOfFile;
  }

  /** Returns whether the path still names the locked file. If not, others lock another file. */
  public boolean isInPlace() {
    return Objects.equals(fileKey, keyOf(file));
  }

  /** Returns device and inode of the file that the path names; null if there is no file. */
  public static Object keyOf(Path file) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (IOException e) {
      return null;
    }
  }

  boolean isHeld() {
    return channel != null;
  }

  void close() throws IOException {
    channel.close();
  }
}
