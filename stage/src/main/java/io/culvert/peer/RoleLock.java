package io.culvert.peer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A role's lock, held as long as its channel is open. */
final class RoleLock {

  private final Path file;
  private FileChannel channel;

  RoleLock(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  void hold(FileChannel lockedChannel) {
    channel = lockedChannel;
  }

  boolean isHeld() {
    return channel != null;
  }

  void close() throws IOException {
    channel.close();
  }
}
