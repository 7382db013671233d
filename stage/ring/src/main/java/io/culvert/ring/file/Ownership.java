package io.culvert.ring.file;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;

/** Checks that files belong to the user of this process. */
final class Ownership {

  private static final Path SELF = Path.of("/proc/self");

  private Ownership() {}

  static boolean isPosix(Path path) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            != null
        && path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /**
   * Refuses a file or directory of another user.
   *
   * @throws RingStorageException if it belongs to another user, or its owner cannot be determined
   */
  static void requireOurs(Path path, String kind) {
    if (!isPosix(path)) {
      return;
    }
    try {
      Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
      Object us = ourUid(path);
      if (!owner.equals(us)) {
        throw new RingStorageException(
            Reason.FOREIGN_OWNER,
            "foreign owner: "
                + kind
                + "="
                + path
                + ", owner="
                + owner
                + ", wanted="
                + us
                + "; use a "
                + kind
                + " of your own");
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new RingStorageException(
          Reason.IO, "cannot determine the owner: " + kind + "=" + path + ", cause=" + e, e);
    }
  }

  /**
   * Returns our user id: the owner of {@code /proc/self} if that exists, else the owner of a file
   * that we create beside the path.
   */
  private static Object ourUid(Path path) throws IOException {
    if (Files.exists(SELF)) {
      return Files.getAttribute(SELF, "unix:uid");
    }
    Path probe =
        Files.createTempFile(Files.isDirectory(path) ? path : path.getParent(), "owner", ".tmp");
    try {
      return Files.getAttribute(probe, "unix:uid");
    } finally {
      Files.delete(probe);
    }
  }
}
