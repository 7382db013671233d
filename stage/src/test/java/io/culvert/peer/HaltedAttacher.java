package io.culvert.peer;

import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.testing.HaltedCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The main class of a process that takes a role, uses it, gives it back, and dies on the way. */
final class HaltedAttacher {

  /** A step: the role has been used, and is given back next. */
  static final String USE = "use";

  private static final String READ = "read ";

  private HaltedAttacher() {}

  /** Takes the role that the arguments name: directory, role. */
  public static void main(String[] arguments) {
    RingDirectory directory = RingDirectory.local(Path.of(arguments[0]));
    ExecutorService blocking = Executors.newCachedThreadPool();
    Conductor conductor = new Conductor("halted", Thread::new, Throwable::printStackTrace);
    if (Role.valueOf(arguments[1]) == Role.WRITER) {
      try (RoleUser<RingWriter> user = RoleUser.writer(conductor, blocking, directory)) {
        RoleUser.writeNext(user.side());
        HaltedCalls.step(USE);
      }
    } else {
      try (RoleUser<RingReader> user = RoleUser.reader(conductor, blocking, directory)) {
        RoleUser.readAll(user.side(), number -> System.out.println(READ + number));
        HaltedCalls.step(USE);
      }
    }
    conductor.close();
    blocking.shutdown();
  }

  /** The numbers that it has read, by what it has printed. */
  static List<Long> numbers(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(READ))
        .map(line -> Long.valueOf(line.substring(READ.length())))
        .toList();
  }
}
