package io.culvert.ring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Deletes the files of rings without attaching to them. Deletion and creation exclude each other.
 * The caller must know that no process uses the ring. Existing mappings stay valid.
 */
public final class RingRemoval {

  private RingRemoval() {}

  /**
   * Deletes a ring, even if it still holds messages.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @return false if there is no such ring
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws io.culvert.exceptions.RingStorageException if the path is a link, not a regular file or
   *     owned by another user, or if the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static boolean delete(RingDirectory directory, String name) {
    Path path = directory.ring(name);
    if (isMissing(path)) {
      return false; // and leave no lock file of a ring that never existed
    }
    try (CreationLock lock = MappedRing.lock(directory, name)) {
      if (isMissing(path)) {
        return false;
      }
      MappedRing.requireRegular(path);
      Files.delete(path);
      return true;
    } catch (IOException e) {
      throw RingDirectory.io("cannot delete ring", path, e);
    }
  }

  /**
   * Deletes the ring with this id, and never a newer ring of the same name.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @param ringId the id of the ring
   * @return false if there is no ring of this name, or one with another id
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws io.culvert.exceptions.RingStorageException if the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static boolean delete(RingDirectory directory, String name, UUID ringId) {
    Path path = directory.ring(name);
    try (CreationLock lock = MappedRing.lock(directory, name)) {
      if (!MappedRing.hasId(path, ringId)) {
        return false;
      }
      Files.delete(path);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw RingDirectory.io("cannot delete ring", path, e);
    }
  }

  /**
   * Deletes the unfinished file of a ring whose creator was killed. A creator that is still alive
   * starts again.
   *
   * @param directory the directory of the ring
   * @param name the name of the ring
   * @param creator the random part of the file's name
   * @return false if there is no such file
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws io.culvert.exceptions.RingStorageException if the path is a link, not a regular file or
   *     owned by another user, or if the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static boolean deleteUnfinished(RingDirectory directory, String name, UUID creator) {
    Path path = MappedRing.temporary(directory, name, creator);
    try (CreationLock lock = MappedRing.lock(directory, name)) {
      if (isMissing(path)) {
        return false;
      }
      MappedRing.requireRegular(path);
      Files.delete(path);
      return true;
    } catch (IOException e) {
      throw RingDirectory.io("cannot delete unfinished ring", path, e);
    }
  }

  private static boolean isMissing(Path path) {
    return !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
