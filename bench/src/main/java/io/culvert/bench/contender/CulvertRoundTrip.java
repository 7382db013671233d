package io.culvert.bench.contender;

import io.culvert.RingSettings;
import io.culvert.WaitMode;
import io.culvert.bench.work.Pinger;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;

/** Two edges, and a stream in each JVM. */
final class CulvertRoundTrip implements RoundTrip {

  private static final String REQUESTS = "requests";
  private static final String REPLIES = "replies";

  private final WaitMode waiting;

  CulvertRoundTrip(WaitMode waiting) {
    this.waiting = waiting;
  }

  private RingSettings settings(ActorSystem system, Job job) {
    return RingSettings.create(system)
        .withDirectory(job.directory())
        .withCapacity(job.capacity())
        .withWaiting(waiting);
  }

  @Override
  public Echo echo(Job job, Pace pace) {
    ActorSystem system = Systems.create();
    RingSettings settings = settings(system, job);
    return new Echo() {
      @Override
      public String address() {
        return "";
      }

      @Override
      public void run() {
        RingSource.create(REQUESTS, Codecs.bytes(), settings)
            .runWith(RingSink.create(REPLIES, Codecs.bytes(), settings), system)
            .toCompletableFuture()
            .join();
      }
    };
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    ActorSystem system = Systems.create();
    RingSettings settings = settings(system, job);
    RingSource.create(REPLIES, Codecs.bytes(), settings)
        .viaMat(Pings.flow(pinger), Keep.right())
        .to(RingSink.create(REQUESTS, Codecs.bytes(), settings))
        .run(system)
        .toCompletableFuture()
        .join();
  }
}
