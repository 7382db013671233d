package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.work.Pinger;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Tcp;
import org.apache.pekko.util.ByteString;

/** One TCP connection, whose two directions are the two channels. */
public final class TcpRoundTrip implements RoundTrip {

  private static final String HOST = "127.0.0.1";

  @Override
  public Echo echo(Job job, Pace pace) {
    ActorSystem system = Systems.create();
    Flow<ByteString, ByteString, NotUsed> handler =
        Framed.unframed(job.size()).via(Framed.framed(job.size()));
    Tcp.ServerBinding binding =
        Tcp.get(system)
            .bind(HOST, 0)
            .to(Sink.foreach(connection -> connection.handleWith(handler, system)))
            .run(system)
            .toCompletableFuture()
            .join();
    String port = String.valueOf(binding.localAddress().getPort());
    return Echo.at(port, () -> {}); // the streams of the connection answer
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    ActorSystem system = Systems.create();
    Flow<ByteString, ByteString, CompletionStage<Done>> client =
        Framed.unframed(job.size())
            .viaMat(Pings.flow(pinger), Keep.right())
            .via(Framed.framed(job.size()));
    Tcp.get(system)
        .outgoingConnection(HOST, Integer.parseInt(address))
        .joinMat(client, Keep.right())
        .run(system)
        .toCompletableFuture()
        .join();
  }
}
