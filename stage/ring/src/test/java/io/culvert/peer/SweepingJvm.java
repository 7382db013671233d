package io.culvert.peer;

import io.culvert.peer.lock.RoleLocks;
import io.culvert.peer.sweep.RingSweeper;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another JVM that sweeps a directory, or only holds the lock of the sweep. */
public final class SweepingJvm {

  private static final String READY = "ready";
  private static final String REMOVED = "removed ";

  private SweepingJvm() {}

  /** Starts a JVM that holds the lock of the sweep until it is killed. */
  public static ForkedJvm startHolding(Path directory) {
    return start(directory.toString());
  }

  /** Starts a JVM that sweeps repeatedly as soon as the file exists. */
  public static ForkedJvm startSweeping(Path directory, Path go, int sweeps) {
    return start(directory.toString(), go.toString(), Integer.toString(sweeps));
  }

  private static ForkedJvm start(String... arguments) {
    ForkedJvm jvm = ForkedJvm.start(SweepingJvm.class, arguments);
    Await.until(
        () -> jvm.output().contains(READY) || !jvm.process().isAlive(),
        () -> "not ready: output=" + jvm.output());
    return jvm;
  }

  /** Returns the names of the files that it removed. */
  public static List<String> removed(ForkedJvm jvm) {
    return jvm.output()
        .lines()
        .filter(line -> line.startsWith(REMOVED))
        .map(line -> line.substring(REMOVED.length()))
        .toList();
  }

  /**
   * Holds the lock if the only argument is a directory; sweeps if a file and a number of sweeps
   * follow.
   */
  public static void main(String[] arguments) throws Exception {
    RingDirectory directory = RingDirectory.local(Path.of(arguments[0]));
    if (arguments.length == 1) {
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory.path().resolve(".sweep.lock"));
      System.out.println(attempt.succeeded() ? READY : "refused");
      Thread.currentThread().join();
    }
    System.out.println(READY);
    while (!Files.exists(Path.of(arguments[1]))) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      RingSweeper.sweep(directory)
          .removed()
          .forEach(file -> System.out.println(REMOVED + file.getFileName()));
    }
  }
}
