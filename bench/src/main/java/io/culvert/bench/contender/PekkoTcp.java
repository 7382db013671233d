package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** Pekko's streams over TCP on the loopback interface, each payload in a frame with its length. */
final class PekkoTcp implements TwoJvms {

  private static final String HOST = "127.0.0.1";

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(job);
  }

  @Override
  public Sending sender(Job job) {
    return new Sender(job);
  }

  private static final class Receiver implements Receiving {

    private final ActorSystem system = Systems.create();
    private final Job job;
    private final CompletableFuture<Tcp.IncomingConnection> connection = new CompletableFuture<>();
    private final Tcp.ServerBinding binding;

    Receiver(Job job) {
      this.job = job;
      binding =
          Tcp.get(system)
              .bind(HOST, 0)
              .to(Sink.foreach(connection::complete))
              .run(system)
              .toCompletableFuture()
              .join();
    }

    @Override
    public String address() {
      return String.valueOf(binding.localAddress().getPort());
    }

    @Override
    public void run(Consumer<byte[]> consumer) {
      Sink<ByteString, CompletionStage<Done>> payloads =
          Bytes.unframed(job.size()).toMat(Sink.foreach(consumer::accept), Keep.right());
      Flow<ByteString, ByteString, CompletionStage<Done>> handler =
          Flow.fromSinkAndSourceCoupledMat(payloads, Source.<ByteString>maybe(), Keep.left());
      connection.join().handleWith(handler, system).toCompletableFuture().join();
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
      // Completes when the receiver closes the connection: at the end of the payloads.
      Source.fromIterator(() -> payloads)
          .via(Bytes.framed(job.size()))
          .via(Tcp.get(system).outgoingConnection(HOST, Integer.parseInt(address)))
          .runWith(Sink.ignore(), system)
          .toCompletableFuture()
          .join();
    }
  }
}
