package io.culvert.testkit;

import io.culvert.codec.Codec;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.layout.StreamFailure;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The peer of a {@link io.culvert.javadsl.RingSink}, or of a stage around a {@link
 * io.culvert.ring.RingWriter}. It reads only what the test requests.
 *
 * @param <T> the type of the elements
 */
public final class ReaderPeer<T> extends Peer {

  private final HeldRole<RingReader> role;
  private final Codec<T> codec;
  private ReadResult result;

  ReaderPeer(HeldRole<RingReader> role, Codec<T> codec) {
    super(role);
    this.role = role;
    this.codec = codec;
  }

  /**
   * Waits for the next element and takes it. The sink can use its space again.
   *
   * @return the element
   * @throws AssertionError if no element arrives in time, or the stream ends
   */
  public T read() {
    expect(ReadResult.MESSAGE);
    RingReader reader = role.side();
    DirectBuffer message = reader.payload();
    T element = codec.decode(message, 0, message.capacity());
    reader.release();
    reader.storeReleased();
    role.signalPeer(reader.storedHead());
    return element;
  }

  /**
   * Waits for elements and takes them.
   *
   * @param count how many
   * @return the elements
   * @throws AssertionError if an element does not arrive in time, or the stream ends
   */
  public List<T> read(int count) {
    List<T> elements = new ArrayList<>();
    while (elements.size() < count) {
      elements.add(read());
    }
    return elements;
  }

  /**
   * Waits for the completion of the stream, accepts it, and leaves.
   *
   * @throws AssertionError if it does not arrive in time, or an element or a failure does
   */
  public void expectCompletion() {
    expect(ReadResult.COMPLETED);
    role.side().complete();
    leave();
  }

  /**
   * Waits for the failure of the stream, accepts it, and leaves.
   *
   * @return what crossed the ring of the sink's exception
   * @throws AssertionError if it does not arrive in time, or an element or the completion does
   */
  public StreamFailure expectFailure() {
    expect(ReadResult.FAILED);
    StreamFailure failure = role.side().failure();
    role.side().complete();
    leave();
    return failure;
  }

  private void expect(ReadResult wanted) {
    RingReader reader = role.side();
    role.limit()
        .until(() -> next(reader), () -> "nothing to read: wanted=" + wanted + ", peer=" + this);
    if (result != wanted) {
      throw new AssertionError(
          "unexpected result of a read: wanted="
              + wanted
              + ", found="
              + result
              + ", failure="
              + reader.failure()
              + ", peer="
              + this);
    }
  }

  /** Signals after each read: an element larger than the ring is released in fragments. */
  private boolean next(RingReader reader) {
    result = reader.read();
    role.signalPeer(reader.storedHead());
    return result != ReadResult.EMPTY;
  }

  /**
   * Waits for the sink, cancels the stream, and leaves. The sink cancels its upstream and
   * completes.
   */
  public void cancel() {
    role.awaitStageOrItsEnd();
    role.side().cancel();
    leave();
  }

  /**
   * Waits for the sink, fails, and leaves. The sink fails with {@link
   * io.culvert.exceptions.RemoteStreamException} and cancels its upstream with it.
   *
   * @param failure the failure
   */
  public void fail(Throwable failure) {
    role.awaitStageOrItsEnd();
    role.side().fail(StreamFailure.line(failure));
    leave();
  }
}
