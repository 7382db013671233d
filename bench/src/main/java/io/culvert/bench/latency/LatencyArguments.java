package io.culvert.bench.latency;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The arguments of the two JVMs of a round trip.
 *
 * @param name of the contender
 * @param pace of the requests, and so how a plain thread waits
 * @param perSecond requests
 * @param warmUp before the window
 * @param window in which round trips are recorded
 * @param job the work
 */
record LatencyArguments(
    String name, RoundTrip.Pace pace, double perSecond, Duration warmUp, Duration window, Job job) {

  static LatencyArguments parse(List<String> arguments) {
    return new LatencyArguments(
        arguments.get(0),
        RoundTrip.Pace.valueOf(arguments.get(1)),
        Double.parseDouble(arguments.get(2)),
        Duration.parse(arguments.get(3)),
        Duration.parse(arguments.get(4)),
        Job.of(arguments.subList(5, arguments.size())));
  }

  List<String> format() {
    return Stream.concat(
            Stream.of(
                name, pace.name(), String.valueOf(perSecond), warmUp.toString(), window.toString()),
            job.words().stream())
        .toList();
  }

  RoundTrip contender() {
    return Contenders.make(Contenders.ofLatency(), name, RoundTrip.class);
  }
}
