package io.culvert.bench.contender.culvert;

import io.culvert.RingSettings;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.TwoJvms;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** A stream across a ring: {@link RingSink} in one JVM, {@link RingSource} in the other one. */
public final class CulvertStream implements TwoJvms {

  private static final String RING = "payloads";

  /** Returns the default settings, except for the directory and what the payloads need. */
  public static RingSettings settings(ActorSystem system, Job job) {
    return RingSettings.create(system)
        .withDirectory(job.directory())
        .withCapacity(job.capacity())
        .withMaxMessageSize(job.size());
  }

  @Override
  public Receiving receiver(Job job) {
    ActorSystem system = Systems.create();
    return consumer ->
        RingSource.create(RING, Codecs.bytes(), settings(system, job))
            .runForeach(consumer::accept, system)
            .toCompletableFuture()
            .join();
  }

  @Override
  public Sending sender(Job job) {
    ActorSystem system = Systems.create();
    return (address, payloads) ->
        Source.fromIterator(() -> payloads)
            .runWith(RingSink.create(RING, Codecs.bytes(), settings(system, job)), system)
            .toCompletableFuture()
            .join();
  }
}
