package io.culvert.ring.file;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A checked directory for rings: it exists, belongs to this user, is not writable by other users,
 * and is on a file system of this host.
 */
public final class RingDirectory {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final Pattern NETWORK =
      Pattern.compile(
          "nfs.*|cifs|smb.*|9p|virtiofs|fuse.*|afs|ceph|glusterfs|lustre|ocfs2|gfs2?|beegfs|vboxsf|prl_fs|osxfs");
  private static final Set<PosixFilePermission> OPEN_TO_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  private final Path path;

  private RingDirectory(Path path) {
    this.path = path;
  }

  /**
   * Checks a directory on a local file system. Creates it, for its owner alone, if it is missing
   * and its parent exists.
   *
   * @param directory the directory
   * @return the checked directory
   * @throws RingStorageException if it is missing, unsafe, not writable or on a network file system
   */
  public static RingDirectory local(Path directory) {
    RingDirectory checked = onAnyFileSystem(directory);
    refuseNetwork(fileSystemType(checked.path), checked.path);
    return checked;
  }

  /**
   * Checks a directory on any file system, even a network file system. The caller must know that
   * the file system keeps mapped memory coherent within one host.
   *
   * @param directory the directory
   * @return the checked directory
   * @throws RingStorageException if it is missing, unsafe or not writable
   */
  public static RingDirectory onAnyFileSystem(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    createIfMissing(path);
    requireSafe(path);
    return new RingDirectory(path);
  }

  /**
   * Returns the default directory: {@code /dev/shm/culvert-<user>} if {@code /dev/shm} is a
   * writable directory, else {@code culvert-<user>} in {@code java.io.tmpdir}.
   *
   * @return the path, not checked yet
   */
  public static Path defaultPath() {
    Path shm = Path.of("/dev/shm");
    Path parent =
        Files.isDirectory(shm) && Files.isWritable(shm)
            ? shm
            : Path.of(System.getProperty("java.io.tmpdir"));
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_");
    return parent.resolve("culvert-" + user);
  }

  /** {@return the absolute path of the directory} */
  public Path path() {
    return path;
  }

  /**
   * Returns the path of a ring's file.
   *
   * @param name the name of the ring: 1 to 100 of {@code A-Z a-z 0-9 _ . -}, not beginning with a
   *     dot or a dash
   * @return the path
   * @throws IllegalArgumentException if the name is not a valid ring name
   */
  public Path ring(String name) {
    requireName(name);
    return path.resolve(name + ".ring");
  }

  /**
   * Returns the path of a file beside a ring.
   *
   * @param name the name of the ring
   * @param suffix the text after the name, for example {@code .writer.lock}
   * @return the path
   * @throws IllegalArgumentException if the name is not a valid ring name
   */
  public Path beside(String name, String suffix) {
    requireName(name);
    return path.resolve(name + suffix);
  }

  /**
   * Checks the name of a ring.
   *
   * @param name the name
   * @throws IllegalArgumentException if it is not a valid ring name
   */
  public static void requireName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "ring name must be 1 to 100 of A-Z a-z 0-9 _ . - and begin with a letter, a digit or _:"
              + " name="
              + name);
    }
  }

  /**
   * Returns whether a name is a valid ring name.
   *
   * @param name the name
   * @return true if it is valid
   */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  static void refuseNetwork(String type, Path path) {
    if (NETWORK.matcher(type.toLowerCase(Locale.ROOT)).matches()) {
      throw new RingStorageException(
          Reason.NETWORK_FILE_SYSTEM,
          "network file system: type="
              + type
              + ", directory="
              + path
              + "; use a directory on this host, or set culvert.allow-network-file-system = on");
    }
  }

  private static String fileSystemType(Path path) {
    try {
      return Files.getFileStore(path).type();
    } catch (IOException e) {
      throw io("cannot determine the file system", path, e);
    }
  }

  private static void createIfMissing(Path path) {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
      throw new RingStorageException(
          Reason.DIRECTORY_MISSING,
          "directory missing: directory="
              + path.getParent()
              + "; create it or set culvert.directory");
    }
    try {
      Files.createDirectory(path, ownerOnly(path, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      return; // another process created it first; it is checked like any other directory
    } catch (IOException e) {
      throw new RingStorageException(
          Reason.NOT_WRITABLE,
          "cannot create directory: directory=" + path + ", cause=" + e + "; set culvert.directory",
          e);
    }
  }

  private static void requireSafe(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new RingStorageException(
          Reason.SYMBOLIC_LINK,
          "symbolic link not followed: directory=" + path + "; name its target");
    }
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new RingStorageException(
          Reason.DIRECTORY_MISSING,
          "not a directory: directory=" + path + "; set culvert.directory");
    }
    Ownership.requireOurs(path, "directory");
    requireClosedToOthers(path);
    if (!Files.isWritable(path)) {
      throw new RingStorageException(
          Reason.NOT_WRITABLE,
          "directory not writable: directory="
              + path
              + "; allow its owner to write or set culvert.directory");
    }
  }

  private static void requireClosedToOthers(Path path) {
    if (!Ownership.isPosix(path)) {
      return;
    }
    try {
      Set<PosixFilePermission> permissions =
          Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
      if (permissions.stream().anyMatch(OPEN_TO_OTHERS::contains)) {
        throw new RingStorageException(
            Reason.DIRECTORY_UNSAFE,
            "others may write in the directory: permissions="
                + PosixFilePermissions.toString(permissions)
                + ", wanted=rwx------, directory="
                + path
                + "; chmod 700 it");
      }
    } catch (IOException e) {
      throw io("cannot read permissions", path, e);
    }
  }

  /** Returns creation attributes for the owner alone. Empty on a file system without them. */
  static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    if (!Ownership.isPosix(path.getParent())) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  static RingStorageException io(String what, Path path, IOException cause) {
    return new RingStorageException(Reason.IO, what + ": file=" + path + ", cause=" + cause, cause);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
