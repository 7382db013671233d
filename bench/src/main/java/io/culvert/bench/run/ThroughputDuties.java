package io.culvert.bench.run;

import io.culvert.bench.contender.Contender;
import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Job;
import java.nio.file.Path;
import java.util.List;

/** What the duties of a throughput trial have in common: their arguments and their words. */
final class ThroughputDuties {

  /** The child is set up; behind it the address of a receiver. */
  static final String READY = "ready";

  /** The sender is to begin; behind it the address of the receiver. */
  static final String START = "start";

  /** The sender is to come to its end. */
  static final String STOP = "stop";

  /** Asks for a {@link Snapshot}, and answers with one. */
  static final String SNAPSHOT = "snapshot";

  /** The child has come to its end; behind it how many payloads it has sent or received. */
  static final String DONE = "done";

  private ThroughputDuties() {}

  static List<String> arguments(String contender, Job job) {
    return List.of(
        contender,
        job.directory().toString(),
        String.valueOf(job.size()),
        String.valueOf(job.capacity()));
  }

  static <T extends Contender> T contender(List<String> arguments, Class<T> type) {
    return type.cast(Contenders.named(arguments.get(0)).orElseThrow().maker().get());
  }

  static Job job(List<String> arguments) {
    return new Job(
        Path.of(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)));
  }
}
