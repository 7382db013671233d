package io.culvert.peer;

import io.culvert.ring.RingDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The socket beside a ring, at one of its sides. It carries no data and decides nothing: a byte
 * says that there is something to look at, its end that there may be nobody there any more.
 *
 * <p>For the conductor's thread, except {@link #ring} and {@link #isConnected}.
 */
abstract class Doorbell implements AutoCloseable {

  /** Floods are read at this pace: one buffer each time that the conductor comes by. */
  private static final int READ_LIMIT = 4096;

  private final ByteBuffer input = ByteBuffer.allocate(READ_LIMIT);

  private final Listener listener;

  /** The connection to the other side; null while there is none. */
  private volatile DoorbellWire wire;

  /** Who wants to know what comes. */
  interface Listener {

    /** The other side has rung, or may have when nobody listened. */
    void onRing();

    /** The connection has ended. */
    void onHangUp();
  }

  Doorbell(Listener listener) {
    this.listener = listener;
  }

  /** The doorbell of one side. */
  static Doorbell of(Conductor conductor, Address address, Listener listener) {
    return address.role() == Role.READER
        ? new ListeningDoorbell(conductor, address, listener)
        : new CallingDoorbell(conductor, address, listener);
  }

  /** Which side of which ring. */
  record Address(RingDirectory directory, String name, Role role, UUID ringId) {
    Path socket() {
      return directory.beside(name, DoorbellFile.SUFFIX);
    }
  }

  boolean isConnected() {
    return wire != null;
  }

  /** Wakes the other side, if it can be reached. */
  void ring() {
    DoorbellWire connected = wire;
    if (connected != null) {
      connected.ring();
    }
  }

  /** Called at each beat while the other side is there and not connected. */
  abstract void onBeat();

  /** A connection has proved to be one to the other side. It may have rung before: so look. */
  final void connected(DoorbellWire proved) throws IOException {
    DoorbellWire former = wire;
    wire = proved;
    if (former != null) {
      former.close();
    }
    listener.onRing();
  }

  /** Something has come over the connection. */
  final void onInput(DoorbellWire from) throws IOException {
    int count = from.read(input.clear());
    if (count > 0) {
      listener.onRing();
    } else if (count < 0) {
      hangUp(from);
    }
  }

  final void hangUp(DoorbellWire ended) throws IOException {
    ended.close();
    if (wire == ended) {
      wire = null;
      listener.onHangUp();
    }
  }

  @Override
  public void close() throws IOException {
    DoorbellWire connected = wire;
    wire = null;
    if (connected != null) {
      connected.close();
    }
  }
}
