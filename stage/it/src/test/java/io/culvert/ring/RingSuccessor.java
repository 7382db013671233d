package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.exceptions.StreamEndedException;
import io.culvert.ring.file.MappedRing;
import io.culvert.testing.Messages;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;

/**
 * Continues with a ring after the death of a process, and checks that no message is torn, lost,
 * reordered or duplicated, except those that were read and not released.
 *
 * @param earliest the earliest message that may be read first
 * @param latest the latest message that may be read first
 * @param large the number of the large message
 * @param last the last message that was published
 * @param ended whether the end of the stream is published
 */
record RingSuccessor(int earliest, int latest, int large, int last, boolean ended) {

  private static final int NONE = -1;

  /** The last message of the successor, after some laps. */
  private static final int LAST = 4 * HaltedRing.FILL;

  static RingSuccessor of(RingHalt halt, RingSituation situation, int lastRead) {
    int taken = HaltedRing.taken(halt.work(), situation);
    int last = HaltedRing.count(halt.work(), situation) - 1;
    int stored = halt.done() ? lastRead + 1 : 0;
    return switch (halt.work()) {
      case WRITE -> of(taken, halt.done() ? last + 1 : last, false);
      case WRITE_LARGE ->
          halt.done()
              ? new RingSuccessor(taken, taken, last + 1, last + 1, false)
              : of(taken, last, false);
      case STREAM ->
          new RingSuccessor(
              Math.max(taken, lastRead + 1 - HaltedRing.BATCH),
              Math.max(taken, lastRead + 1),
              NONE,
              last,
              false);
      case END -> of(taken, last, halt.done());
      case READ, FAIL -> of(stored, last, false);
      case FINISH -> of(0, last, true);
      default -> of(taken, last, false);
    };
  }

  private static RingSuccessor of(int first, int last, boolean ended) {
    return new RingSuccessor(first, first, NONE, last, ended);
  }

  void goOn(MappedRing ring) {
    RingReader reader = RingReader.attach(ring);
    if (ended) {
      assertThatThrownBy(() -> RingWriter.attach(ring)).isInstanceOf(StreamEndedException.class);
      int next = read(reader, NONE);
      assertThat(next).as("message after the last").isIn(NONE, last + 1);
      assertThat(reader.read()).isEqualTo(ReadResult.FAILED);
      assertThat(reader.failure()).isEqualTo(HaltedRing.FAILURE);
    } else {
      RingWriter writer = RingWriter.attach(ring);
      assertThat(writer.resumePoint().token()).isEqualTo(OptionalLong.of(last));
      assertThat(write(writer, reader)).as("message after the last").isEqualTo(LAST + 1);
      assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
      writer.close();
    }
    reader.complete();
    reader.close();
  }

  private int write(RingWriter writer, RingReader reader) {
    int next = NONE;
    for (int number = last + 1; number <= LAST; number++) {
      while (!HaltedRing.offer(writer, number)) {
        long head = reader.storedHead();
        next = read(reader, next); // also skips fragments of a message that is incomplete
        assertThat(reader.storedHead()).as("head of a full ring").isGreaterThan(head);
      }
    }
    writer.complete();
    return read(reader, next);
  }

  /** Reads all messages; returns the number of the next one. */
  private int read(RingReader reader, int from) {
    int next = from;
    while (reader.read() == ReadResult.MESSAGE) {
      int number = next == NONE ? first(reader.payload()) : next;
      Messages.assertIsMessage(
          reader.payload(), number, number == large ? HaltedRing.LARGE_LENGTH : HaltedRing.LENGTH);
      reader.release();
      next = number + 1;
    }
    return next;
  }

  private int first(DirectBuffer payload) {
    return IntStream.rangeClosed(earliest, latest)
        .filter(number -> payload.equals(Messages.message(number, payload.capacity())))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "unexpected first message: wanted=" + earliest + " to " + latest));
  }
}
