package io.culvert.peer;

import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.file.RingDirectory;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A JVM that repeatedly acquires and releases a role until it is killed. It reports both to a
 * monitor while it has the role.
 */
public final class RoleContender {

  static final int ACQUIRED = 1;
  static final int RELEASED = 2;

  private static final int MAX_HOLD_NANOS = 2_000_000;

  private static final int MAX_PAUSE_NANOS = 1_000_000;

  private RoleContender() {}

  /** Arguments: directory, ring, port of the monitor, own number, seed. */
  public static void main(String[] arguments) throws IOException {
    RingDirectory directory = RingDirectory.local(Path.of(arguments[0]));
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[4]));
    try (Socket monitor =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]))) {
      DataOutputStream output = new DataOutputStream(monitor.getOutputStream());
      output.writeInt(Integer.parseInt(arguments[3]));
      while (true) {
        compete(directory, arguments[1], random, monitor, output);
      }
    }
  }

  private static void compete(
      RingDirectory directory,
      String ring,
      SplittableRandom random,
      Socket monitor,
      DataOutputStream output)
      throws IOException {
    RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, ring, Role.WRITER);
    if (!attempt.succeeded()) {
      RoleLocks.isFree(directory, ring, Role.WRITER); // as a process does that watches the owner
      LockSupport.parkNanos(random.nextInt(MAX_PAUSE_NANOS));
      return;
    }
    report(ACQUIRED, monitor, output);
    if (RoleLocks.tryAcquire(directory, ring, Role.WRITER).succeeded()
        || RoleLocks.isFree(directory, ring, Role.WRITER)) {
      throw new IllegalStateException("this JVM has the role twice");
    }
    LockSupport.parkNanos(random.nextInt(MAX_HOLD_NANOS));
    report(RELEASED, monitor, output);
    RoleLocks.unlock(attempt.lock());
  }

  /** Waits until the monitor has recorded the report. */
  private static void report(int word, Socket monitor, DataOutputStream output) throws IOException {
    output.write(word);
    if (monitor.getInputStream().read() != word) {
      throw new IOException("the monitor has gone");
    }
  }
}
