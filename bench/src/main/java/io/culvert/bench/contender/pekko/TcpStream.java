package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.TwoJvms;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/**
 * Pekko's streams over TCP on the loopback interface, each payload in a frame with its length.
 *
 * @param batched whether an element is a batch of payloads, buffers are larger, and a decoder of
 *     the bench reads them in place; if not, Pekko frames each payload, with defaults
 */
public record TcpStream(boolean batched) implements TwoJvms {

  private static final String HOST = "127.0.0.1";
  private static final int BATCH = 32 * 1024;

  private static final String LARGE_BUFFERS =
      """
      pekko.stream.materializer.io.tcp.write-buffer-size = 256 KiB
      pekko.io.tcp.direct-buffer-size = 256 KiB
      """;

  private ActorSystem system() {
    return Systems.create(batched ? LARGE_BUFFERS : "");
  }

  private Flow<byte[], ByteString, NotUsed> encoder(Job job) {
    return batched ? Framed.joined(BATCH) : Framed.framed(job.size());
  }

  private Flow<ByteString, byte[], NotUsed> decoder(Job job) {
    return batched ? Flow.fromGraph(new FrameDecoder()) : Framed.unframed(job.size());
  }

  @Override
  public Receiving receiver(Job job) {
    ActorSystem system = system();
    CompletableFuture<Tcp.IncomingConnection> connection = new CompletableFuture<>();
    Tcp.ServerBinding binding =
        Tcp.get(system)
            .bind(HOST, 0)
            .to(Sink.foreach(connection::complete))
            .run(system)
            .toCompletableFuture()
            .join();
    return Receiving.at(
        String.valueOf(binding.localAddress().getPort()),
        consumer -> {
          Sink<ByteString, CompletionStage<Done>> payloads =
              decoder(job).toMat(Sink.foreach(consumer::accept), Keep.right());
          Flow<ByteString, ByteString, CompletionStage<Done>> handler =
              Flow.fromSinkAndSourceCoupledMat(payloads, Source.<ByteString>maybe(), Keep.left());
          connection.join().handleWith(handler, system).toCompletableFuture().join();
        });
  }

  /** The sender returns when the receiver closes the connection: at the end of the payloads. */
  @Override
  public Sending sender(Job job) {
    ActorSystem system = system();
    return (address, payloads) ->
        Source.fromIterator(() -> payloads)
            .via(encoder(job))
            .via(Tcp.get(system).outgoingConnection(HOST, Integer.parseInt(address)))
            .runWith(Sink.ignore(), system)
            .toCompletableFuture()
            .join();
  }
}
