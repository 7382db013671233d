package io.culvert.bench.throughput;

import io.culvert.bench.contender.Contender;
import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Job;
import io.culvert.bench.work.Counters;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arguments of the JVMs of a pair. Another build's bench may read them. Therefore the words and
 * their order, the name of the counter, and the names of the duties of this package stay as they
 * are.
 *
 * @param contender its name
 * @param job the work
 */
record ThroughputArguments(String contender, Job job) {

  private static final String COUNTER = "counter";

  static ThroughputArguments parse(List<String> words) {
    return new ThroughputArguments(words.get(0), Job.of(words.subList(1, words.size())));
  }

  List<String> format() {
    return Stream.concat(Stream.of(contender), job.words().stream()).toList();
  }

  <T extends Contender> T make(Class<T> type) {
    return Contenders.make(Contenders.ofThroughput(), contender, type);
  }

  /** Returns the counter of the receiving JVM, which the bench reads. */
  Counters counter() {
    return Counters.open(job.directory().resolve(COUNTER), 1);
  }
}
