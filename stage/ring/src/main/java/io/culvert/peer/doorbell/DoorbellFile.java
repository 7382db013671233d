package io.culvert.peer.doorbell;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.file.RingDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The socket beside a ring, which belongs to the reader's role: the holder of that role's lock may
 * delete what a killed predecessor has left.
 */
@InternalApi
public final class DoorbellFile {

  static final String SUFFIX = ".sock";

  private static final int FILE_TYPE = 0xF000;
  private static final int SOCKET = 0xC000;

  private DoorbellFile() {}

  /** Returns whether the path is a socket of the directory's owner, this user. */
  public static boolean isOurs(RingDirectory directory, Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")
        || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & FILE_TYPE) == SOCKET
        && Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS)
            .equals(Files.getAttribute(directory.path(), "unix:uid"));
  }

  /** Deletes the socket of a ring, if there is one. The caller must hold the reader's lock. */
  public static void delete(RingDirectory directory, String name) throws IOException {
    Path file = directory.beside(name, SUFFIX);
    if (isOurs(directory, file)) {
      Files.deleteIfExists(file);
    }
  }
}
