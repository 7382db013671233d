package io.culvert.edge;

import io.culvert.codec.Codec;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.stage.ElementReader;
import io.culvert.stage.ElementTokens;
import io.culvert.stage.ElementWriter;

/**
 * A queue in a ring without a name: the elements are outside the heap, encoded. An element is
 * released as soon as it is decoded, because no successor could read it again.
 */
final class RingEdgeQueue<T> implements EdgeQueue<T> {

  private final RingWriter writer;
  private final RingReader reader;
  private final ElementWriter<T> encoded;
  private final ElementReader<T> decoded;
  private final ElementCredits credits;
  private final int ringCapacity;

  /** The head at the last check for a waiting writer. */
  private long checkedHead;

  /** Attaches both sides to a ring. Its memory is unmapped once both are closed. */
  RingEdgeQueue(MappedRing ring, int ringCapacity, Codec<T> codec, int capacity) {
    this.writer = RingWriter.attach(ring);
    this.reader = RingReader.attach(ring);
    this.encoded = new ElementWriter<>(codec, writer, ElementTokens.none());
    this.decoded = new ElementReader<>(codec, reader);
    this.credits = new ElementCredits(capacity);
    this.ringCapacity = ringCapacity;
  }

  @Override
  public boolean offer(T element) {
    if (credits.isExhausted()) {
      return false;
    }
    boolean written = encoded.isWaiting() ? encoded.retry() : encoded.write(element);
    if (written) {
      credits.countPut();
    }
    return written;
  }

  @Override
  public boolean hasRoom() {
    return !credits.isExhausted() && writer.isRoomMade();
  }

  @Override
  public T poll() {
    if (reader.read() != ReadResult.MESSAGE) {
      return null;
    }
    T element = decoded.element();
    reader.release();
    credits.countTaken();
    return element;
  }

  @Override
  public boolean isEmpty() {
    return !reader.isReadable();
  }

  /** True also if the ring has more room: a few large elements may fill it. */
  @Override
  public boolean isWakingWorthwhile() {
    long head = reader.storedHead();
    boolean worthwhile =
        (credits.isTimeToCheck() || head != checkedHead)
            && credits.isHalfFree()
            && reader.backlog() <= ringCapacity / 2;
    checkedHead = head;
    return worthwhile;
  }

  @Override
  public void closeWriter() {
    writer.close();
  }

  @Override
  public void closeReader() {
    reader.close();
  }
}
