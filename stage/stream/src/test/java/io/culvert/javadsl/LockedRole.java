package io.culvert.javadsl;

import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;

/** Another JVM that has the lock of a role until it is killed. It does not attach to a ring. */
final class LockedRole {

  private static final String LOCKED = "locked";

  private LockedRole() {}

  /**
   * Starts such a JVM for a role, {@code WRITER} or {@code READER}; waits until it has the lock.
   */
  static ForkedJvm start(Path directory, String ring, String role) {
    ForkedJvm jvm = ForkedJvm.startSmall(LockedRole.class, directory.toString(), ring, role);
    jvm.awaitOutput(LOCKED);
    return jvm;
  }

  /** Locks the role that the arguments name: directory, ring, role. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    RingDirectory directory = RingDirectory.local(Path.of(arguments[0]));
    Role role = Role.valueOf(arguments[2]);
    if (RoleLocks.tryAcquire(directory, arguments[1], role).succeeded()) {
      System.out.println(LOCKED);
      Thread.currentThread().join();
    }
  }
}
