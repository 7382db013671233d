package io.culvert.peer;

import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import io.culvert.RoleAlreadyHeldException;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * INTERNAL API. Removes what nobody needs any more: rings whose stream has ended or whose host was
 * booted since, and what killed processes have left beside them. It takes both roles of a ring
 * while it judges and deletes it, so that nobody attaches meanwhile. Lock files stay.
 *
 * <p>Blocks. The work is done on a thread of its own, because an interrupt of the caller's would
 * close the channels of the locks.
 *
 * <p>A process may be killed at any point of this: the next sweep finds what is left. Not for
 * directories that several hosts share: their locks and boots say nothing about one another.
 */
public final class Janitor {

  private static final String SWEEP_LOCK = ".sweep.lock";

  private Janitor() {}

  /**
   * Cleans a directory, unless somebody else is cleaning it. A file that is not what it seems leads
   * to a finding, not to an exception.
   *
   * @param directory the directory
   * @return what was found and done
   * @throws RingStorageException when the directory cannot be listed or the sweep's own lock cannot
   *     be asked for
   */
  public static Sweep sweep(RingDirectory directory) {
    return Undisturbed.call("culvert-janitor", () -> sweepAlone(directory));
  }

  private static Sweep sweepAlone(RingDirectory directory) {
    Path file = directory.path().resolve(SWEEP_LOCK);
    try {
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(file);
      if (!attempt.succeeded()) {
        return Sweep.byOther();
      }
      try {
        return new Sweep(false, new DirectorySweep(directory).run());
      } finally {
        RoleLocks.release(attempt.lock());
      }
    } catch (IOException e) {
      throw io("cannot sweep", file, e);
    }
  }

  /**
   * Deletes a ring whatever is in it, if nobody has a role at it.
   *
   * @param directory where it is
   * @param name its name
   * @return false when there is none
   * @throws IllegalArgumentException when the name is none
   * @throws RoleAlreadyHeldException when somebody has a role at it
   * @throws RingStorageException when the path is a link, no regular file or not ours, or the file
   *     system refuses
   */
  public static boolean delete(RingDirectory directory, String name) {
    if (!Files.exists(directory.ring(name), LinkOption.NOFOLLOW_LINKS)) {
      return false; // without lock files for a ring that was never there
    }
    return Undisturbed.call("culvert-janitor", () -> deleteUnused(directory, name));
  }

  private static boolean deleteUnused(RingDirectory directory, String name) {
    Path ring = directory.ring(name);
    try (RoleClaim claim = RoleClaim.tryTake(directory, name, Role.values())) {
      if (!claim.isTaken()) {
        throw new RoleAlreadyHeldException(
            claim.refused().toString(), ring.toString(), claim.holder());
      }
      boolean deleted = RingRemoval.delete(directory, name);
      DoorbellFile.delete(directory, name);
      return deleted;
    } catch (IOException e) {
      throw io("cannot delete ring", ring, e);
    }
  }

  private static RingStorageException io(String what, Path file, IOException cause) {
    return new RingStorageException(Reason.IO, what + ": file=" + file + ", cause=" + cause, cause);
  }
}
