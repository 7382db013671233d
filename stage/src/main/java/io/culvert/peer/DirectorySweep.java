package io.culvert.peer;

import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import io.culvert.peer.Sweep.Fate;
import io.culvert.peer.Sweep.Finding;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingIdentity;
import io.culvert.ring.RingRemoval;
import io.culvert.ring.RingSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One way through a directory, by the only one who cleans it now. */
final class DirectorySweep {

  private static final Pattern RING = Pattern.compile("(.+)\\.ring");
  private static final Pattern UNFINISHED =
      Pattern.compile("(.+)\\.ring\\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.tmp");
  private static final Pattern DOORBELL = Pattern.compile("(.+)\\.sock");

  private final RingDirectory directory;
  private final List<Finding> findings = new ArrayList<>();

  DirectorySweep(RingDirectory directory) {
    this.directory = directory;
  }

  /** Looks at each file that has a name of ours. */
  List<Finding> run() throws IOException {
    for (Path file : files()) {
      try {
        look(file);
      } catch (IOException | RuntimeException e) {
        refuse(file, e);
      }
    }
    return List.copyOf(findings);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory.path())) {
      return files.sorted().toList();
    }
  }

  private void look(Path file) throws IOException {
    String fileName = file.getFileName().toString();
    Matcher ring = RING.matcher(fileName);
    Matcher unfinished = UNFINISHED.matcher(fileName);
    Matcher doorbell = DOORBELL.matcher(fileName);
    if (isOurs(ring)) {
      lookAtRing(file, ring.group(1));
    } else if (isOurs(unfinished)) {
      lookAtUnfinished(file, unfinished.group(1), UUID.fromString(unfinished.group(2)));
    } else if (isOurs(doorbell)) {
      lookAtDoorbell(file, doorbell.group(1));
    }
  }

  private static boolean isOurs(Matcher name) {
    return name.matches() && RingDirectory.isName(name.group(1));
  }

  private void lookAtRing(Path file, String name) throws IOException {
    RingSnapshot.readIdentity(directory, name); // no lock files for what is no ring
    try (RoleClaim claim = RoleClaim.tryTake(directory, name, Role.values())) {
      if (claim.isTaken()) {
        judge(file, name);
      } else {
        findInUse(file, claim);
      }
    }
  }

  /** With both roles: nobody can change the ring, or come to need it, while it is looked at. */
  private void judge(Path file, String name) throws IOException {
    RingIdentity identity = RingSnapshot.readIdentity(directory, name);
    if (!identity.isOfThisBoot()) {
      remove(file, name, identity, "made before the host was booted");
      return;
    }
    RingSnapshot ring = RingSnapshot.read(directory, name);
    String state =
        "reader=" + ring.readerState() + ", head=" + ring.head() + ", tail=" + ring.tail();
    if (ring.hasEnded()) {
      remove(file, name, identity, "ended and drained: " + state);
    } else {
      find(file, Fate.NOT_ENDED, "not ended, or not drained: " + state);
    }
  }

  /**
   * First the ring, then its socket: a socket that is left alone because we are killed in between
   * is found by the next sweep.
   */
  private void remove(Path file, String name, RingIdentity identity, String why)
      throws IOException {
    if (RingRemoval.delete(directory, name, identity.ringId())) {
      find(file, Fate.REMOVED, why);
    }
    DoorbellFile.delete(directory, name);
  }

  private void lookAtUnfinished(Path file, String name, UUID maker) throws IOException {
    try (RoleClaim claim = RoleClaim.tryTake(directory, name, Role.values())) {
      if (!claim.isTaken()) {
        findInUse(file, claim);
      } else if (RingRemoval.deleteUnfinished(directory, name, maker)) {
        find(file, Fate.REMOVED, "left by a killed maker of the ring");
      }
    }
  }

  private void lookAtDoorbell(Path file, String name) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return; // it went with its ring
    }
    if (!DoorbellFile.isOurs(directory, file)) {
      find(file, Fate.NOT_JUDGED, "no socket of ours");
      return;
    }
    try (RoleClaim claim = RoleClaim.tryTake(directory, name, Role.READER)) {
      if (!claim.isTaken()) {
        findInUse(file, claim);
      } else if (!Files.exists(directory.ring(name), LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
        find(file, Fate.REMOVED, "left by a killed reader of a ring that is gone");
      }
    }
  }

  private void findInUse(Path file, RoleClaim claim) {
    find(file, Fate.IN_USE, "role=" + claim.refused() + ", holder=" + claim.holder());
  }

  /** Not for a ring that its reader has deleted meanwhile. */
  private void refuse(Path file, Exception cause) {
    boolean gone =
        cause instanceof RingStorageException storage && storage.reason() == Reason.NOT_FOUND;
    if (!gone) {
      find(file, Fate.NOT_JUDGED, String.valueOf(cause.getMessage()));
    }
  }

  private void find(Path file, Fate fate, String why) {
    findings.add(new Finding(file, fate, why));
  }
}
