package io.culvert.peer;

import io.culvert.ring.RingDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Roles at a ring, taken for a moment so that nobody attaches while somebody cleans. */
final class RoleClaim implements AutoCloseable {

  private final List<RoleLock> locks = new ArrayList<>();
  private Role refused;
  private String holder;

  private RoleClaim() {}

  /** Takes these roles, up to the first one that somebody else has. */
  static RoleClaim tryTake(RingDirectory directory, String name, Role... roles) throws IOException {
    RoleClaim claim = new RoleClaim();
    try {
      for (Role role : heldFirst(directory, name, roles)) {
        RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, name, role);
        if (!attempt.succeeded()) {
          claim.refused = role;
          claim.holder = attempt.holder();
          return claim;
        }
        claim.locks.add(attempt.lock());
      }
      return claim;
    } catch (IOException | RuntimeException e) {
      claim.close();
      throw e;
    }
  }

  /**
   * A role that is free is not touched when the other one is held: who holds that one may be
   * watching for the free one's return, and would take us for it.
   */
  private static List<Role> heldFirst(RingDirectory directory, String name, Role... roles)
      throws IOException {
    List<Role> order = new ArrayList<>();
    for (Role role : roles) {
      order.add(isHeld(directory, name, role) ? 0 : order.size(), role);
    }
    return order;
  }

  /** A role that nobody ever had has no lock file yet. */
  private static boolean isHeld(RingDirectory directory, String name, Role role)
      throws IOException {
    return RoleLocks.isKnown(directory, name, role) && !RoleLocks.isFree(directory, name, role);
  }

  boolean isTaken() {
    return refused == null;
  }

  /** The role that somebody else has; null when all are ours. */
  Role refused() {
    return refused;
  }

  /** Who has it, as far as is known. */
  String holder() {
    return holder;
  }

  @Override
  public void close() throws IOException {
    while (!locks.isEmpty()) {
      RoleLocks.release(locks.remove(locks.size() - 1));
    }
  }
}
