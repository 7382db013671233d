package io.culvert.bench.contender.culvert;

import io.culvert.RingSettings;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.TwoJvms;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** A stream across a ring: {@link RingSink} in one JVM, {@link RingSource} in the other one. */
public final class CulvertStream implements TwoJvms {

  private static final String RING = "payloads";

  /** Creates the contender. */
  public CulvertStream() {}

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(job);
  }

  @Override
  public Sending sender(Job job) {
    return new Sender(job);
  }

  /**
   * Returns the default settings, but for the directory and what payloads of the size need.
   *
   * @param system has the defaults
   * @param job has the directory and the size
   * @return the settings
   */
  public static RingSettings settings(ActorSystem system, Job job) {
    return RingSettings.create(system)
        .withDirectory(job.directory())
        .withCapacity(job.capacity())
        .withMaxMessageSize(job.size());
  }

  private static final class Receiver implements Receiving {

    private final ActorSystem system = Systems.create();
    private final Job job;

    Receiver(Job job) {
      this.job = job;
    }

    @Override
    public String address() {
      return ""; // The side that comes first makes the ring.
    }

    @Override
    public void run(Consumer<byte[]> consumer) {
      RingSource.create(RING, Codecs.bytes(), settings(system, job))
          .runForeach(consumer::accept, system)
          .toCompletableFuture()
          .join();
    }
  }

  private static final class Sender implements Sending {

    private final ActorSystem system = Systems.create();
    private final Job job;

    Sender(Job job) {
      this.job = job;
    }

    @Override
    public void run(String address, Iterator<byte[]> payloads) {
      Source.fromIterator(() -> payloads)
          .runWith(RingSink.create(RING, Codecs.bytes(), settings(system, job)), system)
          .toCompletableFuture()
          .join();
    }
  }
}
