package io.culvert.bench.run;

import io.culvert.bench.contender.Contender;
import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Job;
import java.nio.file.Path;
import java.util.List;

/** What the duties of a throughput trial have in common: their arguments. */
final class ThroughputDuties {

  private ThroughputDuties() {}

  static List<String> arguments(String contender, Job job) {
    return List.of(
        contender,
        job.directory().toString(),
        String.valueOf(job.size()),
        String.valueOf(job.capacity()));
  }

  static <T extends Contender> T contender(List<String> arguments, Class<T> type) {
    return Contenders.make(Contenders.ofThroughput(), arguments.get(0), type);
  }

  static Job job(List<String> arguments) {
    return new Job(
        Path.of(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)));
  }
}
