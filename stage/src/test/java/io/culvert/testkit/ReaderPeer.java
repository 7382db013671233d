package io.culvert.testkit;

import io.culvert.codec.Codec;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.StreamFailure;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The other side of a {@link io.culvert.javadsl.RingSink}: reads when the test says so.
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
   * Waits for the next element, and takes it: its space is free for the sink.
   *
   * @return the element
   * @throws AssertionError when none comes in time, or the stream ends
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public T read() {
    expect(ReadResult.MESSAGE);
    RingReader reader = role.side();
    DirectBuffer message = reader.payload();
    T element = codec.decode(message, 0, message.capacity());
    reader.release();
    reader.storeReleased();
    role.ringOther(reader.storedHead());
    return element;
  }

  /**
   * Waits for elements, and takes them.
   *
   * @param count how many
   * @return the elements
   * @throws AssertionError when one does not come in time, or the stream ends
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public List<T> read(int count) {
    List<T> elements = new ArrayList<>();
    while (elements.size() < count) {
      elements.add(read());
    }
    return elements;
  }

  /**
   * Waits for the completion of the stream, takes it in, and leaves.
   *
   * @throws AssertionError when it does not come in time, or something else does
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public void expectCompletion() {
    expect(ReadResult.COMPLETED);
    role.side().complete();
    leave();
  }

  /**
   * Waits for the failure of the stream, takes it in, and leaves.
   *
   * @return what has crossed the ring of the exception over there
   * @throws AssertionError when it does not come in time, or something else does
   * @throws IllegalStateException when this peer is stalled or gone
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
          "not what was expected: wanted="
              + wanted
              + ", found="
              + result
              + ", failure="
              + reader.failure()
              + ", peer="
              + this);
    }
  }

  /** Also of an element that is larger than the ring, and is released part by part. */
  private boolean next(RingReader reader) {
    result = reader.read();
    role.ringOther(reader.storedHead());
    return result != ReadResult.EMPTY;
  }

  /**
   * Wants no more, and leaves. The sink, which is waited for, completes, and its upstream is
   * cancelled.
   *
   * @throws AssertionError when no sink comes in time
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public void cancel() {
    role.awaitOtherOrItsEnd();
    role.side().cancel();
    leave();
  }

  /**
   * Fails, and leaves. The sink, which is waited for, fails with {@link
   * io.culvert.RemoteStreamException}, and its upstream is cancelled with it.
   *
   * @param failure the failure
   * @throws AssertionError when no sink comes in time
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public void fail(Throwable failure) {
    role.awaitOtherOrItsEnd();
    role.side().fail(StreamFailure.line(failure));
    leave();
  }
}
