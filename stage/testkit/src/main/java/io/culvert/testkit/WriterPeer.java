package io.culvert.testkit;

import io.culvert.codec.Codec;
import io.culvert.ring.RingWriter;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The peer of a {@link io.culvert.javadsl.RingSource}, or of a stage around a {@link
 * io.culvert.ring.RingReader}. It writes only what the test requests.
 *
 * @param <T> the type of the elements
 */
public final class WriterPeer<T> extends Peer {

  /** A header with an impossible length. */
  private static final long CORRUPT_HEADER = -1;

  private final HeldRole<RingWriter> role;
  private final Codec<T> codec;

  WriterPeer(HeldRole<RingWriter> role, Codec<T> codec) {
    super(role);
    this.role = role;
    this.codec = codec;
  }

  /**
   * Writes elements, each as soon as there is room.
   *
   * @param elements the elements
   * @throws AssertionError if there is no room in time
   */
  @SafeVarargs
  public final void write(T... elements) {
    for (T element : elements) {
      role.limit().until(() -> offer(element), () -> "the ring has no room: peer=" + this);
    }
  }

  /**
   * Writes an element if there is room.
   *
   * @param element the element
   * @return false if there is no room
   * @throws io.culvert.exceptions.MessageTooLargeException if the element can never fit
   */
  public boolean offer(T element) {
    RingWriter writer = role.side();
    UnsafeBuffer message = new UnsafeBuffer(new byte[codec.maxEncodedLength(element)]);
    boolean written = writer.offer(message, 0, codec.encode(element, message, 0));
    role.signalPeer(writer.published());
    return written;
  }

  /**
   * Writes an element repeatedly until the ring is full.
   *
   * @param element the element
   * @return how often it was written
   */
  public int fill(T element) {
    int count = 0;
    while (offer(element)) {
      count++;
    }
    return count;
  }

  /**
   * Writes an impossible frame, like a faulty writer or damaged memory. The source emits all
   * elements before it, then fails with {@link io.culvert.exceptions.CorruptRingException}.
   *
   * @throws AssertionError if there is no room in time
   */
  public void corruptFrame() {
    publishFrame(new byte[0], CORRUPT_HEADER);
  }

  /**
   * Writes the first frame of an element that takes several frames, like a writer that dies in the
   * midst of a large element. The source waits for the rest. If this or another writer writes an
   * element or an end instead, the source drops the frame.
   *
   * @param element the element
   * @throws AssertionError if there is no room in time
   * @throws IllegalArgumentException if the element is encoded to no bytes
   */
  public void writeFirstFrame(T element) {
    UnsafeBuffer message = new UnsafeBuffer(new byte[codec.maxEncodedLength(element)]);
    int total = codec.encode(element, message, 0);
    if (total == 0) {
      throw new IllegalArgumentException(
          "an element of no bytes has one frame: peer=" + this + "; write a longer element");
    }
    int part = Math.min(total / 2, role.side().maxClaim() - Long.BYTES);
    UnsafeBuffer frame = new UnsafeBuffer(new byte[Long.BYTES + part]);
    frame.putLong(0, total);
    frame.putBytes(Long.BYTES, message, 0, part);
    publishFrame(
        frame.byteArray(),
        FrameDescriptor.header(FrameDescriptor.FRAGMENT, FrameDescriptor.BEGIN, frame.capacity()));
  }

  /** Publishes a frame with a header that the ring's writer would not give it. */
  private void publishFrame(byte[] payload, long header) {
    RingWriter writer = role.side();
    role.limit().until(() -> commit(writer, payload), () -> "the ring has no room: peer=" + this);
    putHeader(writer.position() - FrameDescriptor.span(payload.length), header);
    writer.publish();
    role.signalPeer(writer.published());
  }

  private static boolean commit(RingWriter writer, byte[] payload) {
    MutableDirectBuffer claim = writer.claim(payload.length);
    if (claim == null) {
      return false;
    }
    claim.putBytes(0, payload);
    writer.commit(payload.length);
    return true;
  }

  private void putHeader(long position, long value) {
    long mask = role.ring().header().capacity() - 1L;
    ByteBuffer header =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, value);
    try (FileChannel file = FileChannel.open(role.ring().path(), StandardOpenOption.WRITE)) {
      file.write(header, RingDescriptor.DATA_OFFSET + (position & mask));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Completes the stream. The source emits all elements, then completes. */
  public void complete() {
    RingWriter writer = role.side();
    writer.complete();
    role.signalPeer(writer.published());
  }

  /**
   * Fails the stream. The source emits all elements, then fails with {@link
   * io.culvert.exceptions.RemoteStreamException}.
   *
   * @param failure the failure
   */
  public void fail(Throwable failure) {
    RingWriter writer = role.side();
    writer.fail(StreamFailure.of(failure));
    role.signalPeer(writer.published());
  }

  /** Waits until the source has taken all elements and the end of the stream. */
  public void expectDrained() {
    expect(RoleStatus.COMPLETED);
  }

  /** Waits until the source is cancelled. */
  public void expectCancellation() {
    expect(RoleStatus.CANCELLED);
  }

  /**
   * Waits until the source has failed.
   *
   * @return class name and message of its failure
   */
  public String expectFailure() {
    expect(RoleStatus.FAILED);
    return role.side().readerReason();
  }

  private void expect(RoleStatus wanted) {
    RingWriter writer = role.side();
    role.limit()
        .until(
            () -> writer.readerState() == wanted,
            () ->
                "unexpected state of the source: wanted="
                    + wanted
                    + ", found="
                    + writer.readerState()
                    + ", reason="
                    + writer.readerReason()
                    + ", peer="
                    + this);
  }
}
