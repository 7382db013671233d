package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.TwoJvms;
import java.util.concurrent.CompletableFuture;
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

  /** Creates a contender with Pekko's defaults. */
  public static StreamReferencesStream asItComes() {
    return new StreamReferencesStream(size -> "", Flow.create(), Flow.create());
  }

  /** Creates a contender with a large buffer, which has fewer elements if they are large. */
  public static StreamReferencesStream withLargeBuffer() {
    return new StreamReferencesStream(size -> bufferCapacity(size), Flow.create(), Flow.create());
  }

  /** Creates a contender with such a buffer whose elements are batches of payloads. */
  public static StreamReferencesStream batched() {
    return new StreamReferencesStream(
        size -> bufferCapacity(Math.max(size, Math.min(size * BATCH_PAYLOADS, BATCH_BYTES))),
        Framed.joined(BATCH_BYTES, BATCH_PAYLOADS),
        Framed.split());
  }

  private static String bufferCapacity(int elementSize) {
    int capacity = Math.min(LARGE_CAPACITY, BUFFER_BYTES / elementSize);
    return "pekko.stream.materializer.stream-ref.buffer-capacity = "
        + Math.max(DEFAULT_CAPACITY, capacity);
  }

  private ActorSystem system(Job job) {
    return Systems.createRemote(job.size(), configuration.apply(job.size()));
  }

  @Override
  public Receiving receiver(Job job) {
    ActorSystem system = system(job);
    CompletableFuture<Consumer<byte[]>> consumer = new CompletableFuture<>();
    Pair<SinkRef<byte[]>, CompletionStage<Done>> running =
        StreamRefs.<byte[]>sinkRef()
            .via(decoder)
            .toMat(Sink.foreach(payload -> consumer.join().accept(payload)), Keep.both())
            .run(system);
    return Receiving.at(
        StreamRefResolver.get(system).toSerializationFormat(running.first()),
        payloads -> {
          consumer.complete(payloads);
          running.second().toCompletableFuture().join();
        });
  }

  @Override
  public Sending sender(Job job) {
    ActorSystem system = system(job);
    return (address, payloads) -> {
      SinkRef<byte[]> reference = StreamRefResolver.get(system).resolveSinkRef(address);
      Source.fromIterator(() -> payloads)
          .via(encoder)
          .watchTermination(Keep.right())
          .to(reference.sink())
          .run(system)
          .toCompletableFuture()
          .join();
    };
  }
}
