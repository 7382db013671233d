package io.culvert.examples.fanout;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.examples.flights.FlightCodec;
import io.culvert.examples.flights.FlightLine;
import io.culvert.examples.job.Job;
import io.culvert.examples.job.JobException;
import io.culvert.examples.job.JobMember;
import io.culvert.examples.job.JobRings;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;

/** A worker of {@link FanOut}: takes lines from a ring, and puts flights into another. */
public final class FanOutWorker {

  private FanOutWorker() {}

  /**
   * Parses all lines. Ends with 0 after all flights are in the ring, else with 1.
   *
   * @param args the directory of the rings, and the number of the worker, from 0
   */
  public static void main(String[] args) {
    Job.main("worker", () -> run(args));
  }

  private static void run(String[] args) {
    if (args.length != 2) {
      throw new JobException("wanted two arguments, the directory of the rings and a number");
    }
    String name = "worker-" + args[1];
    JobRings rings = JobMember.join(name, args[0]);
    Job.await(name, system -> parse(args[1], rings.settings(system), system));
  }

  private static CompletionStage<Done> parse(
      String worker, RingSettings rings, ActorSystem system) {
    // #worker
    return RingSource.create("lines-" + worker, Codecs.utf8(), rings)
        .map(FlightLine::parse)
        .runWith(RingSink.create("flights-" + worker, FlightCodec.INSTANCE, rings), system);
    // #worker
  }
}
