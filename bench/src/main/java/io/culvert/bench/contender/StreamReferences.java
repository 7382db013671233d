package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.SinkRef;
import org.apache.pekko.stream.StreamRefResolver;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamRefs;

/** Pekko's StreamRefs over Artery TCP: the receiver gives a SinkRef to the sender. */
final class StreamReferences implements TwoJvms {

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(job);
  }

  @Override
  public Sending sender(Job job) {
    return new Sender(job);
  }

  private static final class Receiver implements Receiving {

    private final ActorSystem system;
    private volatile Consumer<byte[]> consumer;
    private final SinkRef<byte[]> reference;
    private final CompletionStage<Done> end;

    Receiver(Job job) {
      system = RemoteSystems.create(job.size());
      Pair<SinkRef<byte[]>, CompletionStage<Done>> running =
          StreamRefs.<byte[]>sinkRef()
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

  private static final class Sender implements Sending {

    private final ActorSystem system;

    Sender(Job job) {
      system = RemoteSystems.create(job.size());
    }

    @Override
    public void run(String address, Iterator<byte[]> payloads) {
      SinkRef<byte[]> reference = StreamRefResolver.get(system).resolveSinkRef(address);
      Source.fromIterator(() -> payloads)
          .watchTermination(Keep.right())
          .to(reference.sink())
          .run(system)
          .toCompletableFuture()
          .join();
    }
  }
}
