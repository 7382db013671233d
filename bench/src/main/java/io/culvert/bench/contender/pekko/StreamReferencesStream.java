package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.SinkRef;
import org.apache.pekko.stream.StreamRefResolver;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamRefs;

/** Pekko's StreamRefs over Artery TCP: the receiver gives a SinkRef to the sender. */
public final class StreamReferencesStream implements TwoJvms {

  private static final int DEFAULT_CAPACITY = 32;
  private static final int LARGE_CAPACITY = 1024;
  private static final int BATCH_BYTES = 64 * 1024;
  private static final int BATCH_PAYLOADS = 64;

  /** The elements of a full buffer, and Artery's copies of them, must fit into the heap. */
  private static final int BUFFER_BYTES = 32 * 1024 * 1024;

  private final IntFunction<String> configuration;
  private final Flow<byte[], byte[], NotUsed> encoder;
  private final Flow<byte[], byte[], NotUsed> decoder;

  private StreamReferencesStream(
      IntFunction<String> configuration,
      Flow<byte[], byte[], NotUsed> encoder,
      Flow<byte[], byte[], NotUsed> decoder) {
    this.configuration = configuration;
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /**
   * Creates a contender with Pekko's defaults.
   *
   * @return the contender
   */
  public static StreamReferencesStream asItComes() {
    return new StreamReferencesStream(size -> "", Flow.create(), Flow.create());
  }

  /**
   * Creates a contender with a buffer of 1024 elements, fewer if they are large.
   *
   * @return the contender
   */
  public static StreamReferencesStream withLargeBuffer() {
    return new StreamReferencesStream(size -> bufferCapacity(size), Flow.create(), Flow.create());
  }

  /**
   * Creates a contender with such a buffer whose elements are batches of payloads.
   *
   * @return the contender
   */
  public static StreamReferencesStream batched() {
    return new StreamReferencesStream(
        size -> bufferCapacity(Math.max(size, Math.min(size * BATCH_PAYLOADS, BATCH_BYTES))),
        Batches.joined(BATCH_BYTES, BATCH_PAYLOADS),
        Batches.split());
  }

  private static String bufferCapacity(int elementSize) {
    int capacity = Math.min(LARGE_CAPACITY, BUFFER_BYTES / elementSize);
    return "pekko.stream.materializer.stream-ref.buffer-capacity = "
        + Math.max(DEFAULT_CAPACITY, capacity);
  }

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(system(job), decoder);
  }

  @Override
  public Sending sender(Job job) {
    ActorSystem system = system(job);
    return (address, payloads) -> send(system, address, payloads);
  }

  private ActorSystem system(Job job) {
    return RemoteSystems.create(job.size(), configuration.apply(job.size()));
  }

  private void send(ActorSystem system, String address, Iterator<byte[]> payloads) {
    SinkRef<byte[]> reference = StreamRefResolver.get(system).resolveSinkRef(address);
    Source.fromIterator(() -> payloads)
        .via(encoder)
        .watchTermination(Keep.right())
        .to(reference.sink())
        .run(system)
        .toCompletableFuture()
        .join();
  }

  private static final class Receiver implements Receiving {

    private final ActorSystem system;
    private volatile Consumer<byte[]> consumer;
    private final SinkRef<byte[]> reference;
    private final CompletionStage<Done> end;

    Receiver(ActorSystem system, Flow<byte[], byte[], NotUsed> decoder) {
      this.system = system;
      Pair<SinkRef<byte[]>, CompletionStage<Done>> running =
          StreamRefs.<byte[]>sinkRef()
              .via(decoder)
              .toMat(Sink.foreach(payload -> consumer.accept(payload)), Keep.both())
              .run(system);
      reference = running.first();
      end = running.second();
    }

    @Override
    public String address() {
      return StreamRefResolver.get(system).toSerializationFormat(reference);
    }

    @Override
    public void run(Consumer<byte[]> consumer) {
      this.consumer = consumer;
      end.toCompletableFuture().join();
    }
  }
}
