package io.culvert.testkit;

import io.culvert.codec.Codec;
import io.culvert.ring.RingLayout;
import io.culvert.ring.RingWriter;
import io.culvert.ring.RoleState;
import io.culvert.ring.StreamFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The other side of a {@link io.culvert.javadsl.RingSource}: writes what the test says.
 *
 * @param <T> the type of the elements
 */
public final class WriterPeer<T> extends Peer {

  /** A header whose length cannot be true. */
  private static final long CORRUPT_HEADER = -1;

  private final HeldRole<RingWriter> role;
  private final Codec<T> codec;

  WriterPeer(HeldRole<RingWriter> role, Codec<T> codec) {
    super(role);
    this.role = role;
    this.codec = codec;
  }

  /**
   * Writes elements, each as soon as there is room for it.
   *
   * @param elements the elements
   * @throws AssertionError when there is no room in time
   * @throws IllegalStateException when this peer has ended its stream, is stalled or gone
   */
  @SafeVarargs
  public final void write(T... elements) {
    for (T element : elements) {
      role.limit().until(() -> offer(element), () -> "the ring has no room: peer=" + this);
    }
  }

  /**
   * Writes an element if there is room for it.
   *
   * @param element the element
   * @return false when there is none
   * @throws io.culvert.MessageTooLargeException when there will never be
   * @throws IllegalStateException when this peer has ended its stream, is stalled or gone
   */
  public boolean offer(T element) {
    RingWriter writer = role.side();
    UnsafeBuffer message = new UnsafeBuffer(new byte[codec.maxEncodedLength(element)]);
    boolean written = writer.offer(message, 0, codec.encode(element, message, 0));
    role.ringOther(writer.published());
    return written;
  }

  /**
   * Writes an element again and again, until the ring has no room for another one.
   *
   * @param element the element
   * @return how often it was written
   * @throws IllegalStateException when this peer has ended its stream, is stalled or gone
   */
  public int fill(T element) {
    int count = 0;
    while (offer(element)) {
      count++;
    }
    return count;
  }

  /**
   * Writes a frame that cannot be true, as a writer with a fault or a damaged memory might leave
   * it. The source emits what was written before, then fails with {@link
   * io.culvert.CorruptRingException}.
   *
   * @throws AssertionError when there is no room in time
   * @throws IllegalStateException when this peer has ended its stream, is stalled or gone
   */
  public void corruptFrame() {
    RingWriter writer = role.side();
    role.limit().until(() -> writer.claim(0) != null, () -> "the ring has no room: peer=" + this);
    writer.commit(0);
    damage(writer.position() - Long.BYTES); // nothing but a header
    writer.publish();
    role.ringOther(writer.published());
  }

  private void damage(long position) {
    long mask = role.ring().identity().capacity() - 1L;
    ByteBuffer header = ByteBuffer.allocate(Long.BYTES).putLong(0, CORRUPT_HEADER);
    try (FileChannel file = FileChannel.open(role.ring().path(), StandardOpenOption.WRITE)) {
      file.write(header, RingLayout.DATA_OFFSET + (position & mask));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends the stream. The source completes when it has emitted everything.
   *
   * @throws IllegalStateException when this peer has ended its stream, is stalled or gone
   */
  public void complete() {
    RingWriter writer = role.side();
    writer.complete();
    role.ringOther(writer.published());
  }

  /**
   * Ends the stream with a failure. The source emits everything, then fails with {@link
   * io.culvert.RemoteStreamException}.
   *
   * @param failure the failure
   * @throws IllegalStateException when this peer has ended its stream, is stalled or gone
   */
  public void fail(Throwable failure) {
    RingWriter writer = role.side();
    writer.fail(StreamFailure.of(failure));
    role.ringOther(writer.published());
  }

  /**
   * Waits until the source has taken everything, the end of the stream included.
   *
   * @throws AssertionError when it does not in time
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public void expectDrained() {
    expect(RoleState.COMPLETED);
  }

  /**
   * Waits until the source is cancelled.
   *
   * @throws AssertionError when it is not in time
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public void expectCancellation() {
    expect(RoleState.CANCELLED);
  }

  /**
   * Waits until the source has failed.
   *
   * @return why: class name and message of what it has failed with
   * @throws AssertionError when it does not in time
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public String expectFailure() {
    expect(RoleState.FAILED);
    return role.side().readerReason();
  }

  private void expect(RoleState wanted) {
    RingWriter writer = role.side();
    role.limit()
        .until(
            () -> writer.readerState() == wanted,
            () ->
                "not the end of the source that was expected: wanted="
                    + wanted
                    + ", found="
                    + writer.readerState()
                    + ", reason="
                    + writer.readerReason()
                    + ", peer="
                    + this);
  }
}
