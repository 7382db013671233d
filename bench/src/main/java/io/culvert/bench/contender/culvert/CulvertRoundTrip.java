package io.culvert.bench.contender.culvert;

import io.culvert.RingAttributes;
import io.culvert.RingSettings;
import io.culvert.WaitMode;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.pekko.Pings;
import io.culvert.bench.work.Pinger;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;

/** Two edges, and a stream in each JVM. */
public final class CulvertRoundTrip implements RoundTrip {

  private static final String REQUESTS = "requests";
  private static final String REPLIES = "replies";

  private final WaitMode waiting;
  private final Attributes dispatcher;

  private CulvertRoundTrip(WaitMode waiting, Attributes dispatcher) {
    this.waiting = waiting;
    this.dispatcher = dispatcher;
  }

  /** Creates a contender whose streams run on Pekko's default dispatcher. */
  public static CulvertRoundTrip onDefaultDispatcher(WaitMode waiting) {
    return new CulvertRoundTrip(waiting, Attributes.none());
  }

  /**
   * Creates a contender whose streams run on the thread of Culvert's conductor. The pinger holds
   * that thread between two requests; nothing else has to run there meanwhile.
   */
  public static CulvertRoundTrip onConductor(WaitMode waiting) {
    return new CulvertRoundTrip(
        waiting, ActorAttributes.dispatcher(RingAttributes.CONDUCTOR_DISPATCHER));
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
            .withAttributes(dispatcher)
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
        .withAttributes(dispatcher)
        .run(system)
        .toCompletableFuture()
        .join();
  }
}
