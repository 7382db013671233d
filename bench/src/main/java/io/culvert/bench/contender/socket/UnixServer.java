package io.culvert.bench.contender.socket;

import io.culvert.bench.contender.Job;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The listening end of a Unix domain socket, and the way to connect to it. */
record UnixServer(String address, ServerSocketChannel server) {

  static UnixServer listen(Job job) throws IOException {
    Path file = job.directory().resolve("socket");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(file));
    return new UnixServer(file.toString(), server);
  }

  /** Accepts one connection, the only one. */
  FramedChannel accept(Job job) throws IOException {
    try (server) {
      return new FramedChannel(server.accept(), job.size());
    }
  }

  static FramedChannel connect(String address, Job job) throws IOException {
    return new FramedChannel(SocketChannel.open(UnixDomainSocketAddress.of(address)), job.size());
  }
}
