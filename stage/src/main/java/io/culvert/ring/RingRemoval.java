package io.culvert.ring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Deletes the files of rings that are not mapped here, one at a time with those who make them. That
 * nobody uses the ring is for the caller to know; whoever has it mapped keeps what is mapped.
 */
public final class RingRemoval {

  private RingRemoval() {}

  /**
   * Deletes a ring, whatever is in it.
   *
   * @param directory where it is
   * @param name its name
   * @return false when there is none
   * @throws IllegalArgumentException when the name is none
   * @throws io.culvert.RingStorageException when the path is a link, no regular file or not ours,
   *     or the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static boolean delete(RingDirectory directory, String name) {
    Path path = directory.ring(name);
    if (isMissing(path)) {
      return false; // without a lock file for a ring that was never there
    }
    try (InitLock lock = RingFile.lock(directory, name)) {
      if (isMissing(path)) {
        return false;
      }
      RingFile.requireRegular(path);
      Files.delete(path);
      return true;
    } catch (IOException e) {
      throw RingDirectory.io("cannot delete ring", path, e);
    }
  }

  /**
   * Deletes a ring, if its path still names the one that is meant: never a newer one.
   *
   * @param directory where it is
   * @param name its name
   * @param ringId the ring that is meant
   * @return false when there is none, or another one
   * @throws IllegalArgumentException when the name is none
   * @throws io.culvert.RingStorageException when the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static boolean delete(RingDirectory directory, String name, UUID ringId) {
    Path path = directory.ring(name);
    try (InitLock lock = RingFile.lock(directory, name)) {
      if (!RingFile.hasId(path, ringId)) {
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
   * Deletes the unfinished file of a ring whose maker was killed. A maker that lives, and loses it,
   * makes another one.
   *
   * @param directory where it is
   * @param name the ring's name
   * @param maker the random part of the file's name
   * @return false when there is none
   * @throws IllegalArgumentException when the name is none
   * @throws io.culvert.RingStorageException when the path is a link, no regular file or not ours,
   *     or the file system refuses
   */
  @SuppressWarnings("try") // the lock is held, not used
  public static boolean deleteUnfinished(RingDirectory directory, String name, UUID maker) {
    Path path = RingFile.temporary(directory, name, maker);
    try (InitLock lock = RingFile.lock(directory, name)) {
      if (isMissing(path)) {
        return false;
      }
      RingFile.requireRegular(path);
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
