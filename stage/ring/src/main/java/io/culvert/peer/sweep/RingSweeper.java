package io.culvert.peer.sweep;

import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.peer.doorbell.DoorbellFile;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleClaim;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.peer.lock.Uninterruptibly;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingHeader;
import io.culvert.ring.file.RingRemoval;
import io.culvert.ring.file.RingSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes rings whose stream has ended or whose host was rebooted since, and what killed processes
 * left beside them. It takes both roles of a ring while it judges and deletes it, so that no
 * process attaches meanwhile. Lock files stay.
 *
 * <p>Blocks. The work runs on a thread of its own, because an interrupt of the caller's thread
 * would close the channels of the locks.
 *
 * <p>A process may be killed at any point of a sweep: the next sweep finds what is left. Not for
 * directories that several hosts share: the locks and boot ids of one host say nothing about those
 * of another.
 */
@InternalApi
public final class RingSweeper {

  private static final String THREAD_NAME = "culvert-sweeper";
  private static final String SWEEP_LOCK = ".sweep.lock";

  private static final Pattern RING = Pattern.compile("(.+)\\.ring");
  private static final Pattern UNFINISHED =
      Pattern.compile("(.+)\\.ring\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.tmp");
  private static final Pattern DOORBELL = Pattern.compile("(.+)\\.sock");

  private final RingDirectory directory;
  private final List<Path> removed = new ArrayList<>();
  private final Map<Path, String> inUse = new HashMap<>();
  private final List<Path> notEnded = new ArrayList<>();
  private final Map<Path, String> notJudged = new HashMap<>();

  private RingSweeper(RingDirectory directory) {
    this.directory = directory;
  }

  /**
   * Sweeps a directory, unless another sweep of it is under way. A file that is not what its name
   * says is reported, and does not end the sweep.
   *
   * @param directory the directory; one that does not exist is not created
   * @return what was removed, and what was left and why
   * @throws RingStorageException if the directory is unsafe or cannot be listed, or the sweep's own
   *     lock cannot be requested
   */
  public static SweepReport sweep(Path directory) {
    return isMissing(directory) ? empty(false) : sweep(RingDirectory.local(directory));
  }

  /**
   * Sweeps a directory that is there.
   *
   * @param directory the directory
   * @return what was removed, and what was left and why
   */
  public static SweepReport sweep(RingDirectory directory) {
    return Uninterruptibly.call(THREAD_NAME, () -> sweepLocked(directory));
  }

  private static SweepReport sweepLocked(RingDirectory directory) {
    Path file = directory.path().resolve(SWEEP_LOCK);
    try {
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(file);
      if (!attempt.succeeded()) {
        return empty(true);
      }
      try {
        return new RingSweeper(directory).run();
      } finally {
        RoleLocks.unlock(attempt.lock());
      }
    } catch (IOException e) {
      throw io("cannot sweep", file, e);
    }
  }

  /**
   * Deletes a ring with all that is in it, if no process has a role at it.
   *
   * @param directory the directory; one that does not exist is not created
   * @param name the name of the ring
   * @return false if there is no such ring
   * @throws IllegalArgumentException if the name is not a valid ring name
   * @throws RoleAlreadyHeldException if a process has a role at the ring
   * @throws RingStorageException if the path is a link, not a regular file or of another owner, or
   *     the file system refuses
   */
  public static boolean delete(Path directory, String name) {
    RingDirectory.requireName(name);
    return !isMissing(directory) && delete(RingDirectory.local(directory), name);
  }

  /**
   * Deletes a ring in the default directory; see {@link #delete(Path, String)}.
   *
   * @param name the name of the ring
   * @return false if there is no such ring
   */
  public static boolean delete(String name) {
    return delete(RingDirectory.defaultPath(), name);
  }

  static boolean delete(RingDirectory directory, String name) {
    if (!Files.exists(directory.ring(name), LinkOption.NOFOLLOW_LINKS)) {
      return false; // and no lock files appear for a ring that never existed
    }
    return Uninterruptibly.call(THREAD_NAME, () -> deleteUnused(directory, name));
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

  private static boolean isMissing(Path directory) {
    return !Files.exists(Objects.requireNonNull(directory, "directory"), LinkOption.NOFOLLOW_LINKS);
  }

  private static SweepReport empty(boolean otherAtWork) {
    return new SweepReport(otherAtWork, List.of(), Map.of(), List.of(), Map.of());
  }

  private static RingStorageException io(String what, Path file, IOException cause) {
    return new RingStorageException(Reason.IO, what + ": file=" + file + ", cause=" + cause, cause);
  }

  /** Judges each file that has a name of the library's. */
  private SweepReport run() throws IOException {
    for (Path file : files()) {
      try {
        judge(file);
      } catch (IOException | RuntimeException e) {
        refuse(file, e);
      }
    }
    return new SweepReport(false, removed, inUse, notEnded, notJudged);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.path())) {
      return files.sorted().toList();
    }
  }

  private void judge(Path file) throws IOException {
    String fileName = file.getFileName().toString();
    Matcher ring = RING.matcher(fileName);
    Matcher unfinished = UNFINISHED.matcher(fileName);
    Matcher doorbell = DOORBELL.matcher(fileName);
    if (isOurs(ring)) {
      judgeRing(file, ring.group(1));
    } else if (isOurs(unfinished)) {
      judgeUnfinished(file, unfinished.group(1), UUID.fromString(unfinished.group(2)));
    } else if (isOurs(doorbell)) {
      judgeDoorbell(file, doorbell.group(1));
    }
  }

  private static boolean isOurs(Matcher name) {
    return name.matches() && RingDirectory.isName(name.group(1));
  }

  private void judgeRing(Path file, String name) throws IOException {
    RingSnapshot.readHeader(directory, name); // no lock files for a file that is not a ring
    try (RoleClaim claim = RoleClaim.tryTake(directory, name, Role.values())) {
      if (claim.isTaken()) {
        judgeUnused(file, name);
      } else {
        reportInUse(file, claim);
      }
    }
  }

  /** Called with both roles: no process can change the ring, or come to need it, meanwhile. */
  private void judgeUnused(Path file, String name) throws IOException {
    RingHeader header = RingSnapshot.readHeader(directory, name);
    if (!header.isOfThisBoot() || RingSnapshot.read(directory, name).hasEnded()) {
      remove(file, name, header);
    } else {
      notEnded.add(file);
    }
  }

  /**
   * Deletes the ring, then its socket: if this process is killed in between, the next sweep finds
   * the socket.
   */
  private void remove(Path file, String name, RingHeader header) throws IOException {
    if (RingRemoval.delete(directory, name, header.ringId())) {
      removed.add(file);
    }
    DoorbellFile.delete(directory, name);
  }

  private void judgeUnfinished(Path file, String name, UUID creator) throws IOException {
    try (RoleClaim claim = RoleClaim.tryTake(directory, name, Role.values())) {
      if (!claim.isTaken()) {
        reportInUse(file, claim);
      } else if (RingRemoval.deleteUnfinished(directory, name, creator)) {
        removed.add(file);
      }
    }
  }

  private void judgeDoorbell(Path file, String name) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return; // deleted with its ring
    }
    if (!DoorbellFile.isOurs(directory, file)) {
      notJudged.put(file, "not a socket of this user");
      return;
    }
    try (RoleClaim claim = RoleClaim.tryTake(directory, name, Role.READER)) {
      if (!claim.isTaken()) {
        reportInUse(file, claim);
      } else if (!Files.exists(directory.ring(name), LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
        removed.add(file);
      }
    }
  }

  private void reportInUse(Path file, RoleClaim claim) {
    inUse.put(file, "role=" + claim.refused() + ", holder=" + claim.holder());
  }

  /** Reports a failure, unless the ring's reader has deleted the ring meanwhile. */
  private void refuse(Path file, Exception cause) {
    boolean gone =
        cause instanceof RingStorageException storage && storage.reason() == Reason.NOT_FOUND;
    if (!gone) {
      notJudged.put(file, String.valueOf(cause.getMessage()));
    }
  }
}
