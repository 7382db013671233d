package io.culvert.ring;

import static io.culvert.testing.Messages.assertIsMessage;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.agrona.MutableDirectBuffer;

/** A ring and a plain queue that tells what the ring must do. */
final class RingModel {

  /** The kinds of operations on a ring. */
  enum Kind {
    OFFER,
    COMMIT,
    ABORT,
    PUBLISH,
    READ,
    READ_ALL,
    RELEASE,
    RELEASE_SOME,
    STREAM,
    WRITER_CLOSES,
    WRITER_DIES,
    READER_CLOSES,
    READER_DIES,
    COMPLETE
  }

  /**
   * An operation on a ring.
   *
   * @param kind the kind of operation
   * @param size its length or number, in thousandths of the possible maximum
   */
  record Operation(Kind kind, int size) {}

  /** A message that was written, and its end position. */
  private record Written(int number, int length, long end, OptionalLong token) {}

  private final TestRing ring;
  private final int longestWhole;
  private RingWriter writer;
  private RingReader reader;
  private int number;

  /** The messages that are committed and may not be published. */
  private final Deque<Written> written = new ArrayDeque<>();

  /** The messages that are published and not read. */
  private final Deque<Written> readable = new ArrayDeque<>();

  /** The messages that are read and may be released; after a death they may be read again. */
  private final Deque<Written> read = new ArrayDeque<>();

  /** The number of the last read messages that are not released. */
  private int unreleased;

  /** The token of the last published message that has one. */
  private OptionalLong lastToken = OptionalLong.empty();

  RingModel(TestRing ring) {
    this.ring = ring;
    this.longestWhole = LargeMessagesContract.longestWhole(ring.capacity());
    this.writer = ring.attachWriter();
    this.reader = ring.attachReader();
  }

  void apply(Operation operation) {
    int size = operation.size();
    switch (operation.kind()) {
      case OFFER -> offer((int) ((long) longestWhole * size * size / 1_000_000));
      case COMMIT -> commit(writer.maxClaim() * (size % 100) / 400, size % 3);
      case ABORT -> abort(writer.maxClaim() * (size % 100) / 100);
      case PUBLISH -> publish();
      case READ -> read(size % 10);
      case READ_ALL -> readAll();
      case RELEASE -> release();
      case RELEASE_SOME -> releaseSome(size);
      case STREAM -> stream(longestWhole + 1 + size);
      case WRITER_CLOSES -> replaceWriter(true);
      case WRITER_DIES -> replaceWriter(false);
      case READER_CLOSES -> replaceReader(true);
      case READER_DIES -> replaceReader(false);
      case COMPLETE -> completeAndBeginAgain();
    }
    followTail();
  }

  /** Moves the messages before the tail from the committed to the readable ones. */
  private void followTail() {
    while (!written.isEmpty() && written.peek().end() <= ring.tail()) {
      Written published = written.poll();
      readable.add(published);
      lastToken = published.token().isPresent() ? published.token() : lastToken;
    }
    assertThat(ring.tail()).isLessThanOrEqualTo(writer.position());
    assertThat(ring.head()).isLessThanOrEqualTo(ring.tail());
  }

  private void offer(int length) {
    boolean empty = ring.head() == writer.position();
    OptionalLong token = tokenOfNext();
    boolean taken =
        token.isPresent()
            ? writer.offer(message(number, length), 0, length, token.getAsLong())
            : writer.offer(message(number, length), 0, length);
    assertThat(taken || !empty).as("an empty ring takes any message").isTrue();
    if (taken) {
      written(length, token);
      assertThat(ring.tail()).isEqualTo(writer.position());
    }
  }

  /** Returns a token for every third message. */
  private OptionalLong tokenOfNext() {
    return number % 3 == 0 ? OptionalLong.of(-17L * number) : OptionalLong.empty();
  }

  private void commit(int length, int unused) {
    MutableDirectBuffer claim = writer.claim(length + unused);
    if (claim != null) {
      assertThat(claim.capacity()).isEqualTo(length + unused);
      claim.putBytes(0, message(number, length), 0, length);
      writer.commit(length);
      OptionalLong token = tokenOfNext();
      token.ifPresent(writer::putToken);
      written(length, token);
    }
  }

  private void abort(int length) {
    MutableDirectBuffer claim = writer.claim(length);
    if (claim != null) {
      claim.setMemory(0, length, (byte) 0x55);
      writer.abort();
    }
  }

  private void written(int length, OptionalLong token) {
    written.add(new Written(number++, length, writer.position(), token));
  }

  private void publish() {
    writer.publish();
    assertThat(ring.tail()).isEqualTo(writer.position());
  }

  private void read(int count) {
    for (int i = 0; i < count && !readable.isEmpty(); i++) {
      assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
      took();
    }
    if (readable.isEmpty()) {
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }
  }

  private void took() {
    Written next = readable.poll();
    assertIsMessage(reader.payload(), next.number(), next.length());
    assertThat(reader.position()).isEqualTo(next.end());
    read.add(next);
    unreleased++;
  }

  private void readAll() {
    read(Integer.MAX_VALUE);
    release();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(ring.head()).isEqualTo(reader.position());
  }

  private void release() {
    reader.release();
    unreleased = 0;
  }

  /** Releases up to one of the unreleased messages, or up to the last released one. */
  private void releaseSome(int size) {
    int count = unreleased * size / 1000;
    int last = read.size() - unreleased + count - 1;
    if (last >= 0) {
      reader.release(read.stream().skip(last).findFirst().orElseThrow().end());
    }
    unreleased -= count;
    if (size % 2 == 0) {
      reader.storeReleased();
      assertThat(reader.storedHead()).isEqualTo(ring.head());
    }
  }

  /** Streams a message larger than the ring while the reader reads it. */
  private void stream(int length) {
    publish();
    followTail();
    readAll();
    writer.begin(message(number, length), 0, length);
    OptionalLong token = tokenOfNext();
    token.ifPresent(writer::putToken);
    while (!writer.advance()) {
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }
    written(length, token);
    followTail();
    readAll();
  }

  private void replaceWriter(boolean orderly) {
    if (orderly) {
      writer.close();
    }
    attachWriter();
    assertThat(writer.position()).isEqualTo(ring.tail());
    written.clear();
  }

  private void attachWriter() {
    writer = ring.attachWriter();
    assertThat(writer.resumePoint().token()).isEqualTo(lastToken);
    assertThat(writer.resumePoint().position()).isEqualTo(ring.tail());
  }

  private void replaceReader(boolean orderly) {
    if (orderly) {
      reader.close();
    }
    reader = ring.attachReader();
    assertThat(reader.position()).isEqualTo(ring.head());
    int again = (int) read.stream().filter(message -> message.end() > ring.head()).count();
    assertThat(again - unreleased)
        .as("released messages that are delivered again")
        .isBetween(0, orderly ? 0 : RingReader.RELEASE_MESSAGES - 1);
    for (int i = 0; i < again; i++) {
      readable.addFirst(read.pollLast());
    }
    read.clear();
    unreleased = 0;
  }

  private void completeAndBeginAgain() {
    writer.complete();
    followTail();
    assertThat(written).isEmpty();
    while (!readable.isEmpty()) {
      assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
      took();
    }
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();
    assertThat(ring.head()).isEqualTo(ring.tail());
    read.clear();
    unreleased = 0;
    attachWriter();
    reader = ring.attachReader();
  }

  /** Reads all published messages: whatever happened before, none may be missing. */
  void drain() {
    publish();
    followTail();
    readAll();
    assertThat(readable).isEmpty();
  }
}
