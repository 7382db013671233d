package io.culvert.javadsl;

import com.typesafe.config.ConfigFactory;
import io.culvert.RingMetrics;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.peer.PeerState;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** A JVM of {@link IdleCostIT}. The first argument says what it does until it is killed. */
final class IdleCostPeer {

  static final String READY = "ready";
  static final String PING = "ping";
  static final String PONG = "pong";

  private IdleCostPeer() {}

  static ActorSystem system() {
    return ActorSystem.create(
        "idle",
        ConfigFactory.parseString("pekko.loglevel = WARNING, culvert.sweep-on-start = off")
            .withFallback(ConfigFactory.load()));
  }

  static RingSettings settings(ActorSystem system, String directory) {
    return RingSettings.create(system)
        .withDirectory(Path.of(directory))
        .withCapacity(64 * 1024)
        .withMaxMessageSize(1024);
  }

  /** Returns the address at which the echo answers without a stream. */
  static UnixDomainSocketAddress socket(String directory) {
    return UnixDomainSocketAddress.of(Path.of(directory, "bare.socket"));
  }

  public static void main(String[] arguments) throws Exception {
    ActorSystem system = system();
    RingSettings settings = settings(system, arguments[1]);
    int edges = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "nothing" -> {} // measures an actor system alone
      case "write" -> awaitPeers(write(edges, settings, system));
      case "read" -> awaitPeers(read(edges, settings, system));
      case "echo" -> {
        echo(settings, ActorAttributes.dispatcher(arguments[3]), system);
        echo(socket(arguments[1]));
      }
      default -> throw new IllegalArgumentException("unknown mode: mode=" + arguments[0]);
    }
    System.out.println(READY);
    Thread.currentThread().join();
  }

  private static List<Supplier<RingMetrics>> write(
      int edges, RingSettings settings, ActorSystem system) {
    return IntStream.range(0, edges)
        .mapToObj(edge -> silence().runWith(sink(edge, settings), system))
        .map(control -> (Supplier<RingMetrics>) control::metrics)
        .toList();
  }

  private static Source<byte[], CompletableFuture<Optional<byte[]>>> silence() {
    return Source.maybe();
  }

  private static Sink<byte[], RingSinkControl> sink(int edge, RingSettings settings) {
    return RingSink.withControl("edge-" + edge, Codecs.bytes(), settings);
  }

  private static List<Supplier<RingMetrics>> read(
      int edges, RingSettings settings, ActorSystem system) {
    return IntStream.range(0, edges)
        .mapToObj(edge -> RingSource.create("edge-" + edge, Codecs.bytes(), settings))
        .map(source -> source.toMat(Sink.ignore(), Keep.left()).run(system))
        .map(control -> (Supplier<RingMetrics>) control::metrics)
        .toList();
  }

  private static void awaitPeers(List<Supplier<RingMetrics>> edges) {
    Await.until(
        () -> edges.stream().map(Supplier::get).allMatch(IdleCostPeer::isReachable),
        () -> "not all peers have attached");
  }

  static boolean isReachable(RingMetrics metrics) {
    return metrics.doorbell() && metrics.peer() == PeerState.ATTACHED;
  }

  private static void echo(RingSettings settings, Attributes dispatcher, ActorSystem system) {
    RingSource.create(PING, Codecs.int64(), settings)
        .to(RingSink.create(PONG, Codecs.int64(), settings))
        .withAttributes(dispatcher)
        .run(system);
  }

  /** Starts a thread that blocks, and sends back each byte. */
  private static void echo(UnixDomainSocketAddress address) throws IOException {
    ServerSocketChannel server =
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
    Thread answering = new Thread(() -> answer(server), "bare-echo");
    answering.setDaemon(true);
    answering.start();
  }

  private static void answer(ServerSocketChannel server) {
    try (server;
        SocketChannel peer = server.accept()) {
      ByteBuffer oneByte = ByteBuffer.allocate(1);
      while (peer.read(oneByte.clear()) > 0) {
        peer.write(oneByte.flip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
