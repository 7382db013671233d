package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.TwoJvms;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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

/**
 * Pekko's StreamRefs over Artery TCP: the receiver gives a SinkRef to the sender.
 *
 * @param largeBuffer whether the buffer has more elements than by default, if they are not large
 * @param batched whether an element is a batch of payloads
 */
public record StreamReferencesStream(boolean largeBuffer, boolean batched) implements TwoJvms {

  private static final int DEFAULT_CAPACITY = 32;
  private static final int LARGE_CAPACITY = 1024;
  private static final int BATCH_BYTES = 64 * 1024;
  private static final int BATCH_PAYLOADS = 64;

  /** The elements of a full buffer, and Artery's copies of them, must fit into the heap. */
  private static final int BUFFER_BYTES = 32 * 1024 * 1024;

  private ActorSystem system(Job job) {
    int size = job.size();
    int element = batched ? Math.max(size, Math.min(size * BATCH_PAYLOADS, BATCH_BYTES)) : size;
    int capacity = Math.max(DEFAULT_CAPACITY, Math.min(LARGE_CAPACITY, BUFFER_BYTES / element));
    String configuration = "pekko.stream.materializer.stream-ref.buffer-capacity = " + capacity;
    return Systems.createRemote(size, largeBuffer ? configuration : "");
  }

  @Override
  public Receiving receiver(Job job) {
    ActorSystem system = system(job);
    CompletableFuture<Consumer<byte[]>> consumer = new CompletableFuture<>();
    Flow<byte[], byte[], NotUsed> decoder = batched ? Framed.split() : Flow.<byte[]>create();
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
    Flow<byte[], byte[], NotUsed> encoder =
        batched ? Framed.joined(BATCH_BYTES, BATCH_PAYLOADS) : Flow.<byte[]>create();
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
