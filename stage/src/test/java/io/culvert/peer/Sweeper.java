package io.culvert.peer;

import io.culvert.ring.RingDirectory;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Another JVM that sweeps a directory, or only says that it does. */
final class Sweeper {

  private static final String READY = "ready";
  private static final String REMOVED = "removed ";

  private Sweeper() {}

  /** Starts one that holds the lock of the sweep until it is killed. */
  static ForkedJvm startHolding(Path directory) {
    return start(directory.toString());
  }

  /** Starts one that sweeps again and again from the moment on in which the file is there. */
  static ForkedJvm startSweeping(Path directory, Path go, int sweeps) {
    return start(directory.toString(), go.toString(), Integer.toString(sweeps));
  }

  private static ForkedJvm start(String... arguments) {
    ForkedJvm jvm = ForkedJvm.start(Sweeper.class, arguments);
    Await.until(
        () -> jvm.output().contains(READY) || !jvm.process().isAlive(),
        () -> "not ready: output=" + jvm.output());
    return jvm;
  }

  /** The names of the files that it has removed. */
  static List<String> removed(ForkedJvm jvm) {
    return jvm.output()
        .lines()
        .filter(line -> line.startsWith(REMOVED))
        .map(line -> line.substring(REMOVED.length()))
        .toList();
  }

  /** With a directory only it holds the lock; with a file and a number of sweeps it sweeps. */
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
      Janitor.sweep(directory)
          .removed()
          .forEach(file -> System.out.println(REMOVED + file.getFileName()));
    }
  }
}
