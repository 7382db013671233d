package io.culvert.bench.contender.socket;

import io.culvert.bench.contender.Job;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The listening end of a Unix domain socket. */
final class UnixServer {

  private final Path file;
  private final ServerSocketChannel server;

  private UnixServer(Path file, ServerSocketChannel server) {
    this.file = file;
    this.server = server;
  }

  static UnixServer listen(Job job) throws IOException {
    Path file = job.directory().resolve("socket");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(file));
    return new UnixServer(file, server);
  }

  String address() {
    return file.toString();
  }

  /** Takes one connection, the only one. */
  FramedChannel accept(Job job) throws IOException {
    try (server) {
      return new FramedChannel(server.accept(), job.size());
    }
  }

  static FramedChannel connect(String address, Job job) throws IOException {
    return new FramedChannel(SocketChannel.open(UnixDomainSocketAddress.of(address)), job.size());
  }
}
