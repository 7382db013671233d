package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.contender.TwoJvms;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** Pekko's streams over TCP on the loopback interface, each payload in a frame with its length. */
public final class TcpStream implements TwoJvms {

  private static final String HOST = "127.0.0.1";
  private static final int BATCH = 32 * 1024;

  private static final String LARGE_BUFFERS =
      """
      pekko.stream.materializer.io.tcp.write-buffer-size = 256 KiB
      pekko.io.tcp.direct-buffer-size = 256 KiB
      """;

  private final String configuration;
  private final IntFunction<Flow<byte[], ByteString, NotUsed>> encoder;
  private final IntFunction<Flow<ByteString, byte[], NotUsed>> decoder;

  private TcpStream(
      String configuration,
      IntFunction<Flow<byte[], ByteString, NotUsed>> encoder,
      IntFunction<Flow<ByteString, byte[], NotUsed>> decoder) {
    this.configuration = configuration;
    this.encoder = encoder;
    this.decoder = decoder;
  }

  /** Creates a contender with Pekko's framing and defaults: an element for each payload. */
  public static TcpStream framedByPekko() {
    return new TcpStream("", Framed::framed, Framed::unframed);
  }

  /** Creates a contender with an element for each batch, and larger buffers. */
  public static TcpStream batched() {
    return new TcpStream(
        LARGE_BUFFERS, size -> Framed.joined(BATCH), size -> Flow.fromGraph(new FrameDecoder()));
  }

  @Override
  public Receiving receiver(Job job) {
    ActorSystem system = Systems.create(configuration);
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
              decoder.apply(job.size()).toMat(Sink.foreach(consumer::accept), Keep.right());
          Flow<ByteString, ByteString, CompletionStage<Done>> handler =
              Flow.fromSinkAndSourceCoupledMat(payloads, Source.<ByteString>maybe(), Keep.left());
          connection.join().handleWith(handler, system).toCompletableFuture().join();
        });
  }

  /** The sender returns when the receiver closes the connection: at the end of the payloads. */
  @Override
  public Sending sender(Job job) {
    ActorSystem system = Systems.create(configuration);
    return (address, payloads) ->
        Source.fromIterator(() -> payloads)
            .via(encoder.apply(job.size()))
            .via(Tcp.get(system).outgoingConnection(HOST, Integer.parseInt(address)))
            .runWith(Sink.ignore(), system)
            .toCompletableFuture()
            .join();
  }
}
