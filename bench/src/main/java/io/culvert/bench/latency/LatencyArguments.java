package io.culvert.bench.latency;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The arguments of the two JVMs of a round trip.
 *
 * @param name of the contender
 * @param job the work
 * @param pace of the requests, and so how a plain thread waits
 * @param perSecond requests
 * @param warmUp before the window
 * @param window in which round trips are recorded
 */
record LatencyArguments(
    String name, Job job, RoundTrip.Pace pace, double perSecond, Duration warmUp, Duration window) {

  static LatencyArguments parse(List<String> arguments) {
    return new LatencyArguments(
        arguments.get(0),
        new Job(
            Path.of(arguments.get(1)),
            Integer.parseInt(arguments.get(2)),
            Integer.parseInt(arguments.get(3))),
        RoundTrip.Pace.valueOf(arguments.get(4)),
        Double.parseDouble(arguments.get(5)),
        Duration.parse(arguments.get(6)),
        Duration.parse(arguments.get(7)));
  }

  List<String> format() {
    return List.of(
        name,
        job.directory().toString(),
        String.valueOf(job.size()),
        String.valueOf(job.capacity()),
        pace.name(),
        String.valueOf(perSecond),
        warmUp.toString(),
        window.toString());
  }

  RoundTrip contender() {
    return Contenders.make(Contenders.ofLatency(), name, RoundTrip.class);
  }
}
