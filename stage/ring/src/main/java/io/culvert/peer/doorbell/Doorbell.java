package io.culvert.peer.doorbell;

import io.culvert.annotation.InternalApi;
import io.culvert.conductor.Conductor;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.RingDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The socket beside a ring, at one of its sides. It carries no data and decides nothing: a byte
 * asks the peer to check the ring, and its end says that the peer may be gone.
 *
 * <p>For the conductor's thread, except {@link #signal} and {@link #isConnected}.
 */
@InternalApi
public abstract class Doorbell implements AutoCloseable {

  /** Bounds a flood of bytes: one buffer for each time that the channel is selected. */
  private static final int READ_LIMIT = 4096;

  private final ByteBuffer input = ByteBuffer.allocate(READ_LIMIT);

  private final Listener listener;

  /** The connection to the peer; null while it is not connected. */
  private volatile DoorbellConnection connection;

  /** Receives what arrives. */
  public interface Listener {

    /** The peer has signalled, or may have before it was connected. */
    void onSignal();

    /** The connection has ended. */
    void onDisconnect();
  }

  Doorbell(Listener listener) {
    this.listener = listener;
  }

  /** Returns a doorbell for one side. */
  public static Doorbell of(Conductor conductor, Address address, Listener listener) {
    return address.role() == Role.READER
        ? new DoorbellServer(conductor, address, listener)
        : new DoorbellClient(conductor, address, listener);
  }

  /** A role at a ring. */
  public record Address(RingDirectory directory, String name, Role role, UUID ringId) {
    Path socket() {
      return directory.beside(name, DoorbellFile.SUFFIX);
    }
  }

  public boolean isConnected() {
    return connection != null;
  }

  /** Wakes the peer, if it can be reached. */
  public void signal() {
    DoorbellConnection connected = connection;
    if (connected != null) {
      connected.signal();
    }
  }

  /** Called at each heartbeat while the peer is attached, not connected, and in another JVM. */
  public abstract void onHeartbeat();

  /** Takes a connection that is proved to be the peer's. It may have signalled before. */
  final void connected(DoorbellConnection proved) throws IOException {
    DoorbellConnection former = connection;
    connection = proved;
    if (former != null) {
      former.close();
    }
    listener.onSignal();
  }

  /** Reads what has arrived over the connection. */
  final void onInput(DoorbellConnection from) throws IOException {
    int count = from.read(input.clear());
    if (count > 0) {
      listener.onSignal();
    } else if (count < 0) {
      disconnect(from);
    }
  }

  final void disconnect(DoorbellConnection ended) throws IOException {
    if (connection == ended) {
      connection = null; // before the close, which may fail
      listener.onDisconnect();
    }
    ended.close();
  }

  @Override
  public void close() throws IOException {
    DoorbellConnection connected = connection;
    connection = null;
    if (connected != null) {
      connected.close();
    }
  }
}
