package io.culvert.peer;

import io.culvert.ring.RingDirectory;
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
final class RoleContender {

  static final int MINE = 1;
  static final int GIVEN_UP = 2;

  private static final int MAX_HOLD_NANOS = 2_000_000;

  private static final int MAX_PAUSE_NANOS = 1_000_000;

  private RoleContender() {}

  /** Arguments: directory, ring, port of the monitor, own number, seed. */
  public static void main(String[] arguments) throws IOException {
    RingDirectory directory = RingDirectory.local(Path.of(arguments[0]));
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[4]));
    try (Socket referee =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]))) {
      DataOutputStream output = new DataOutputStream(referee.getOutputStream());
      output.writeInt(Integer.parseInt(arguments[3]));
      while (true) {
        fight(directory, arguments[1], random, referee, output);
      }
    }
  }

  private static void fight(
      RingDirectory directory,
      String ring,
      SplittableRandom random,
      Socket referee,
      DataOutputStream output)
      throws IOException {
    RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, ring, Role.WRITER);
    if (!attempt.succeeded()) {
      RoleLocks.isFree(directory, ring, Role.WRITER); // as a process does that watches the owner
      LockSupport.parkNanos(random.nextInt(MAX_PAUSE_NANOS));
      return;
    }
    tell(MINE, referee, output);
    if (RoleLocks.tryAcquire(directory, ring, Role.WRITER).succeeded()
        || RoleLocks.isFree(directory, ring, Role.WRITER)) {
      throw new IllegalStateException("this JVM has the role twice");
    }
    LockSupport.parkNanos(random.nextInt(MAX_HOLD_NANOS));
    tell(GIVEN_UP, referee, output);
    RoleLocks.release(attempt.lock());
  }

  /** Waits until the monitor has recorded the report. */
  private static void tell(int word, Socket referee, DataOutputStream output) throws IOException {
    output.write(word);
    if (referee.getInputStream().read() != word) {
      throw new IOException("the referee has gone");
    }
  }
}
