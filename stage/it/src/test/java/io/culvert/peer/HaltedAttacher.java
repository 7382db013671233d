package io.culvert.peer;

import io.culvert.conductor.Conductor;
import io.culvert.halt.HaltedCalls;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.RingDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The main class of a process that dies while it takes a role, uses it and gives it back. */
final class HaltedAttacher {

  /** A step: the role was used and is given back next. */
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

  /** Returns the numbers that it read, from its output. */
  static List<Long> numbers(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(READ))
        .map(line -> Long.valueOf(line.substring(READ.length())))
        .toList();
  }
}
