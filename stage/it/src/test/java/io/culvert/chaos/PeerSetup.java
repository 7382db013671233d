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
 * The common part of the two kinds of killed JVM: their arguments, their actor system, and their
 * end after that of the campaign.
 *
 * @param plan the plan of the stream
 * @param journals the path of the journals without the files' extension
 * @param burst the number of elements between two pauses of about a millisecond; 0: no pause
 */
record PeerSetup(StreamPlan plan, Path journals, int burst) {

  private static final int PLAN_ARGUMENTS = 5;
  private static final long PAUSE_NANOS = 1_000_000;

  static PeerSetup of(String[] arguments) {
    List<String> all = List.of(arguments);
    return new PeerSetup(
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

  /** Pauses after a burst, so that one side is slower and the ring runs full or empty. */
  void pauseAfter(long number) {
    if (burst > 0 && number % burst == 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Runs the task when the campaign closes the standard input of this JVM, or has ended. */
  static void onCampaignEnd(Runnable task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Only the end of the input matters.
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              task.run();
            },
            "campaign-watch");
    thread.setDaemon(true);
    thread.start();
  }
}
