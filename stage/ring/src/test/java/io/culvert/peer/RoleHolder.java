package io.culvert.peer;

import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;

/** Another JVM that tries to acquire a role, and holds it until it is killed. */
public final class RoleHolder {

  private static final String HELD = "held";
  private static final String REFUSED = "refused by ";

  private RoleHolder() {}

  /** Starts such a JVM, and waits until it has the role. */
  public static ForkedJvm start(Path directory, String ring, String role) {
    ForkedJvm jvm = attempt(directory, ring, role);
    if (!jvm.output().contains(HELD)) {
      throw new AssertionError("the role is not taken: output=" + jvm.output());
    }
    return jvm;
  }

  /** Starts such a JVM, and waits until it has printed the outcome of its attempt. */
  public static ForkedJvm attempt(Path directory, String ring, String role) {
    ForkedJvm jvm = ForkedJvm.start(RoleHolder.class, directory.toString(), ring, role);
    Await.until(
        () ->
            jvm.output().contains(HELD)
                || jvm.output().contains(REFUSED)
                || !jvm.process().isAlive(),
        () -> "no answer: output=" + jvm.output());
    return jvm;
  }

  /** Tries to acquire the role that the arguments name: directory, ring, role. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    RoleLocks.Attempt attempt =
        RoleLocks.tryAcquire(
            RingDirectory.local(Path.of(arguments[0])), arguments[1], Role.valueOf(arguments[2]));
    System.out.println(attempt.succeeded() ? HELD : REFUSED + attempt.holder());
    Thread.currentThread().join();
  }
}
