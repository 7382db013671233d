package io.culvert.peer.doorbell;

import io.culvert.conductor.Conductor;
import io.culvert.peer.lock.RoleLock;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.agrona.CloseHelper;

/**
 * The reader's doorbell. It owns the socket's name under its role's lock, so a socket that it finds
 * there is that of a former reader.
 */
final class DoorbellServer extends Doorbell {

  private static final int BACKLOG = 16;

  /** The maximum number of connections without a hello; the oldest makes room for a new one. */
  private static final int STRANGERS = 4;

  private final Conductor conductor;
  private final Address address;
  private final Queue<Stranger> strangers = new ArrayDeque<>();
  private ServerSocketChannel server;
  private Object fileKey;

  DoorbellServer(Conductor conductor, Address address, Listener listener) {
    super(listener);
    this.conductor = conductor;
    this.address = address;
    try {
      listen();
    } catch (IOException | UnsupportedOperationException e) {
      // A path too long for a socket, or a system without them: both sides poll at intervals
      // then, and the metrics of both say so.
      server = null;
    }
  }

  private void listen() throws IOException {
    Path path = address.socket();
    UnixDomainSocketAddress local = UnixDomainSocketAddress.of(path);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      Files.deleteIfExists(path);
      server.bind(local, BACKLOG);
      fileKey = RoleLock.keyOf(path);
      closeToOthers(path);
      server.configureBlocking(false);
      server.register(conductor.selector(), SelectionKey.OP_ACCEPT, (Conductor.Ready) this::accept);
    } catch (IOException | RuntimeException e) { // unchecked if the conductor has ended
      stopListening();
      throw e;
    }
  }

  private static void closeToOthers(Path path) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** Closes a connection that fails: the next one may be the writer. */
  private void accept() throws IOException {
    SocketChannel channel = server.accept();
    if (channel == null) {
      return;
    }
    try {
      admit(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      conductor.reportError(e);
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    if (!DoorbellConnection.isOurs(channel, address.directory().path())) {
      channel.close();
      return;
    }
    if (strangers.size() == STRANGERS) {
      strangers.remove().connection.close();
    }
    strangers.add(new Stranger(channel));
  }

  @Override
  public void onHeartbeat() {
    // The writer connects.
  }

  /** A connection that has not proved yet to be the writer's. */
  private final class Stranger {

    private final DoorbellConnection connection;
    private final ByteBuffer hello = ByteBuffer.allocate(DoorbellConnection.HELLO_BYTES);

    Stranger(SocketChannel channel) throws IOException {
      connection = new DoorbellConnection(channel, conductor.selector(), this::onHello);
    }

    private void onHello(DoorbellConnection from) throws IOException {
      if (!hello.hasRemaining()) {
        onInput(from);
      } else if (from.read(hello) < 0) {
        leave();
      } else if (!hello.hasRemaining()) {
        judge();
      }
    }

    private void judge() throws IOException {
      if (!DoorbellConnection.helloOf(hello).equals(address.ringId())) {
        leave();
        return;
      }
      strangers.remove(this);
      connected(connection);
      // Answer only now: the writer stops polling when it has the answer, and sees then what
      // this side signalled for before it had a connection.
      if (!connection.signal()) {
        disconnect(connection);
      }
    }

    private void leave() throws IOException {
      strangers.remove(this);
      connection.close();
    }
  }

  @Override
  public void close() throws IOException {
    List<AutoCloseable> parts = new ArrayList<>();
    parts.add(super::close);
    strangers.forEach(stranger -> parts.add(stranger.connection));
    parts.add(this::stopListening);
    CloseHelper.closeAll(parts); // all of them, even if one of them fails
  }

  private void stopListening() throws IOException {
    if (server != null) {
      // If the files of this role were deleted, a successor may own the name by now.
      boolean inPlace =
          fileKey != null && Objects.equals(fileKey, RoleLock.keyOf(address.socket()));
      try {
        server.close();
      } finally {
        if (inPlace) {
          Files.deleteIfExists(address.socket());
        }
      }
    }
  }
}
