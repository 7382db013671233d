package io.culvert.javadsl;

import io.culvert.SweepReport;
import io.culvert.peer.Janitor;
import java.nio.file.Path;

/**
 * Keeps a directory of rings clean. All methods block, on file systems and for moments on the locks
 * of other processes: do not call them from a stage or an actor, unless on a dispatcher for
 * blocking work. An interrupt stays pending until they return.
 *
 * <p>Locks tell who uses a ring. {@link RingSink} and {@link RingSource} hold them; plain threads
 * with a {@code RingWriter} or {@code RingReader} of their own do not.
 */
public final class Rings {

  private Rings() {}

  /**
   * Removes what nobody needs any more: rings that no process has a role at and whose stream has
   * ended and is drained, or that were made before the host was booted; and what killed processes
   * have left beside rings. Everything else stays, above all rings with elements that were not
   * taken. Lock files stay always.
   *
   * <p>One sweep of a directory is under way at a time, of all processes. A second one does
   * nothing, and its report says so.
   *
   * @param directory the directory, on a local file system; one that does not exist is not made
   * @return what was removed, and what was left and why
   * @throws io.culvert.RingStorageException when the directory is unsafe, not writable or on a
   *     network file system, or cannot be listed
   * @throws NullPointerException when the directory is null
   */
  public static SweepReport sweep(Path directory) {
    return Janitor.sweep(directory);
  }

  /**
   * Deletes a ring with all that is in it, if no process has a role at it. What was published and
   * not taken is lost.
   *
   * @param directory the directory, on a local file system; one that does not exist is not made
   * @param name the ring's name
   * @return false when there is no such ring
   * @throws IllegalArgumentException when the name is none
   * @throws io.culvert.RoleAlreadyHeldException when a process, this one included, has a role at
   *     the ring; the message names role and holder
   * @throws io.culvert.RingStorageException when the directory is unsafe, not writable or on a
   *     network file system, or what has the ring's name is a link, no regular file or not ours
   * @throws NullPointerException when an argument is null
   */
  public static boolean delete(Path directory, String name) {
    return Janitor.delete(directory, name);
  }

  /**
   * Deletes a ring in the default place, {@code /dev/shm/culvert-<user>} where there is a {@code
   * /dev/shm}; see {@link #delete(Path, String)}.
   *
   * @param name the ring's name
   * @return false when there is no such ring
   * @throws IllegalArgumentException when the name is none
   * @throws io.culvert.RoleAlreadyHeldException when a process, this one included, has a role at
   *     the ring; the message names role and holder
   * @throws io.culvert.RingStorageException when what has the ring's name is a link, no regular
   *     file or not ours
   */
  public static boolean delete(String name) {
    return Janitor.delete(name);
  }
}
