package io.culvert.bench.contender.culvert;

import io.culvert.RingAttributes;
import io.culvert.RingSettings;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.pekko.Pings;
import io.culvert.bench.work.Pinger;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import io.culvert.peer.WaitStrategy;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;

/**
 * Two edges, and a stream in each JVM.
 *
 * @param waiting of the streams
 * @param onConductor whether the streams run on the thread of Culvert's conductor; if not, they run
 *     on Pekko's default dispatcher. The pinger holds the conductor's thread between two requests,
 *     in which nothing else has to run there
 */
public record CulvertRoundTrip(WaitStrategy waiting, boolean onConductor) implements RoundTrip {

  private static final String REQUESTS = "requests";
  private static final String REPLIES = "replies";

  private Attributes dispatcher() {
    return onConductor
        ? ActorAttributes.dispatcher(RingAttributes.CONDUCTOR_DISPATCHER)
        : Attributes.none();
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
    return () ->
        RingSource.create(REQUESTS, Codecs.bytes(), settings)
            .toMat(RingSink.create(REPLIES, Codecs.bytes(), settings), Keep.right())
            .withAttributes(dispatcher())
            .run(system)
            .toCompletableFuture()
            .join();
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    ActorSystem system = Systems.create();
    RingSettings settings = settings(system, job);
    RingSource.create(REPLIES, Codecs.bytes(), settings)
        .viaMat(Pings.flow(pinger), Keep.right())
        .to(RingSink.create(REQUESTS, Codecs.bytes(), settings))
        .withAttributes(dispatcher())
        .run(system)
        .toCompletableFuture()
        .join();
  }
}
