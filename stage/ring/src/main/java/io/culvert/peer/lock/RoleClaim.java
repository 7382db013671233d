package io.culvert.peer.lock;

import io.culvert.annotation.InternalApi;
import io.culvert.ring.file.RingDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Roles at a ring, taken for a moment so that no process attaches during a sweep. */
@InternalApi
public final class RoleClaim implements AutoCloseable {

  private final List<RoleLock> locks = new ArrayList<>();
  private Role refused;
  private String holder;

  private RoleClaim() {}

  /** Takes these roles, up to the first one that another process or thread holds. */
  public static RoleClaim tryTake(RingDirectory directory, String name, Role... roles)
      throws IOException {
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
   * Orders the roles so that a held role is tried first and a free one is not touched then. The
   * holder may be waiting for a peer in the free role, and would take this process for it.
   */
  private static List<Role> heldFirst(RingDirectory directory, String name, Role... roles)
      throws IOException {
    List<Role> order = new ArrayList<>();
    for (Role role : roles) {
      order.add(isHeld(directory, name, role) ? 0 : order.size(), role);
    }
    return order;
  }

  /** Returns whether a role is held. A role that was never taken has no lock file yet. */
  private static boolean isHeld(RingDirectory directory, String name, Role role)
      throws IOException {
    return RoleLocks.isKnown(directory, name, role) && !RoleLocks.isFree(directory, name, role);
  }

  public boolean isTaken() {
    return refused == null;
  }

  /** Returns the role that could not be taken; null if all are taken. */
  public Role refused() {
    return refused;
  }

  /** Returns a description of the holder of that role, as far as it is known. */
  public String holder() {
    return holder;
  }

  @Override
  public void close() throws IOException {
    if (!locks.isEmpty()) {
      try {
        RoleLocks.unlock(locks.remove(locks.size() - 1));
      } finally {
        close(); // the other locks, even if this one fails
      }
    }
  }
}
