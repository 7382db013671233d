package io.culvert.chaos;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;

/**
 * What the two kinds of killed JVM have in common: their arguments, their actor system, and that
 * they end when the referee has.
 *
 * @param plan of the stream
 * @param journals where to, without the file's extension
 * @param burst so many elements are let through, then there is a pause of about a millisecond; 0:
 *     none
 */
record Killable(StreamPlan plan, Path journals, int burst) {

  private static final int PLAN_ARGUMENTS = 5;
  private static final long PAUSE_NANOS = 1_000_000;

  static Killable of(String[] arguments) {
    List<String> all = List.of(arguments);
    return new Killable(
        StreamPlan.ofArguments(all.subList(0, PLAN_ARGUMENTS)),
        Path.of(all.get(PLAN_ARGUMENTS)),
        Integer.parseInt(all.get(PLAN_ARGUMENTS + 1)));
  }

  List<String> toArguments() {
    return Stream.concat(plan.toArguments().stream(), Stream.of(journals.toString(), "" + burst))
        .toList();
  }

  ActorSystem system() {
    return ActorSystem.create(
        "chaos",
        ConfigFactory.parseString(
                "pekko { loglevel = ERROR, jvm-shutdown-hooks = off,"
                    + " actor.default-dispatcher.fork-join-executor.parallelism-max = 2 }")
            .withFallback(ConfigFactory.load()));
  }

  Path journal(String kind) {
    return Path.of(journals + "." + kind);
  }

  /** Makes one side slower than the other, so that the ring runs full or empty. */
  void pauseBehind(long number) {
    if (burst > 0 && number % burst == 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Runs the task when the referee closes our standard input, or is no more. */
  static void onRefereeGone(Runnable task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // There is nothing to learn but its end.
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              task.run();
            },
            "referee-watch");
    thread.setDaemon(true);
    thread.start();
  }
}
