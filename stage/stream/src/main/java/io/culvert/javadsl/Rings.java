package io.culvert.javadsl;

import io.culvert.peer.sweep.RingSweeper;
import io.culvert.peer.sweep.SweepReport;
import java.nio.file.Path;

/**
 * Sweeps directories and deletes rings. All methods block on the file system, and briefly on locks
 * of other processes. A stage or an actor must call them on a dispatcher for blocking work. An
 * interrupt stays pending until they return.
 *
 * <p>Locks show that a ring is in use. {@link RingSink} and {@link RingSource} hold them; plain
 * threads with a {@code RingWriter} or {@code RingReader} do not.
 *
 * <p>All methods throw {@link io.culvert.exceptions.RingStorageException} if the directory is
 * unsafe, not writable, or on a network file system.
 */
public final class Rings {

  private Rings() {}

  /**
   * Removes unused rings and other files that killed processes left. It removes a ring if no
   * process holds a role at it, and if its stream has ended and is drained or it is older than the
   * last boot of the host. It keeps everything else, above all rings with elements that no reader
   * took. It never removes lock files.
   *
   * <p>Only one process sweeps a directory at a time. Another sweep does nothing, and its report
   * says so.
   *
   * @param directory the directory; it need not exist and is not created
   * @return what was removed, and what was kept for which reason
   * @throws io.culvert.exceptions.RingStorageException also if the directory cannot be listed
   */
  public static SweepReport sweep(Path directory) {
    return RingSweeper.sweep(directory);
  }

  /**
   * Deletes a ring if no process holds a role at it. Elements that no reader took are lost.
   *
   * @param directory the directory; it need not exist and is not created
   * @param name the ring's name
   * @return false if there is no such ring
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws io.culvert.exceptions.RoleAlreadyHeldException if a process, this one included, holds a
   *     role at the ring
   * @throws io.culvert.exceptions.RingStorageException also if the file of that name is a link, is
   *     not regular or belongs to another user
   */
  public static boolean delete(Path directory, String name) {
    return RingSweeper.delete(directory, name);
  }

  /**
   * Deletes a ring in the default place like {@link #delete(Path, String)}.
   *
   * @param name the ring's name
   * @return false if there is no such ring
   */
  public static boolean delete(String name) {
    return RingSweeper.delete(name);
  }
}
