package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.testing.Messages;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A ring of numbered messages, each with its number as token, for a process that is to die. */
final class HaltedRing {

  static final String NAME = "ring";
  static final int CAPACITY = RingDescriptor.MIN_CAPACITY;

  /** The bytes of a message, unless it is a large one. */
  static final int LENGTH = 1016;

  static final int SPAN = LENGTH + FrameDescriptor.HEADER;

  /** The number of messages that fill a ring exactly. */
  static final int FILL = (CAPACITY - FrameDescriptor.TERMINAL_RESERVE) / SPAN;

  /** The number of messages that are released before the release is stored. */
  static final int BATCH = CAPACITY / 8 / SPAN;

  /** The length of a message that goes into the ring in parts, and is published whole. */
  static final int LARGE_LENGTH = 20_000;

  static final int FRAGMENT_SPAN = CAPACITY / 16;

  /** The room that a large message needs before its first part is written. */
  static final int LARGE_ROOM = 6 * FRAGMENT_SPAN;

  static final int STREAMED_LENGTH = 2 * CAPACITY;
  static final StreamFailure FAILURE = new StreamFailure("some.Exception", "broken", "");
  static final int END_SPAN = (int) FrameDescriptor.span(FAILURE.encode(buffer(CAPACITY)));

  private static final RingSpec SPEC =
      RingSpec.ofBytes(CAPACITY).withMaxMessageSize(STREAMED_LENGTH);

  private HaltedRing() {}

  private static UnsafeBuffer buffer(int length) {
    return new UnsafeBuffer(new byte[length]);
  }

  static MappedRing open(Path directory) {
    return MappedRing.open(RingDirectory.local(directory), NAME, SPEC);
  }

  /** Creates the ring that a process finds. */
  static void prepare(Path directory, HaltedWork work, RingSituation situation) {
    long first = situation.positionOf(work.span()) - (long) before(work, situation) * SPAN;
    RingDirectory checked = RingDirectory.local(directory);
    try (MappedRing ring = MappedRing.openOrCreate(checked, NAME, SPEC, first);
        RingWriter writer = RingWriter.attach(ring)) {
      int count = count(work, situation);
      for (int number = 0; number < count; number++) {
        assertIsSituation(writer, number, work, situation);
        assertThat(offer(writer, number)).as("room for message %d", number).isTrue();
      }
      assertIsSituation(writer, count, work, situation);
      if (work == HaltedWork.FINISH) {
        writer.fail(FAILURE);
      }
      if (work == HaltedWork.ATTACH_WRITER || work == HaltedWork.ATTACH_READER) {
        makeRoom(ring, work, situation).close();
      }
    }
  }

  private static void assertIsSituation(
      RingWriter writer, int number, HaltedWork work, RingSituation situation) {
    if (number == before(work, situation)) {
      assertThat(writer.position()).isEqualTo(situation.positionOf(work.span()));
    }
    if (number == FILL) {
      assertThat(offer(writer, number)).as("room in a full ring").isFalse();
    }
  }

  /** The number of messages before the frame that is in the situation. */
  private static int before(HaltedWork work, RingSituation situation) {
    boolean reads = work == HaltedWork.READ || work == HaltedWork.FAIL;
    return reads ? Math.min(BATCH, count(work, situation)) - 1 : count(work, situation);
  }

  /** The number of messages that are published before the process starts. */
  static int count(HaltedWork work, RingSituation situation) {
    return switch (work) {
      case READ, FAIL ->
          switch (situation) {
            case EMPTY -> 1;
            case FULL -> FILL;
            default -> FILL / 2;
          };
      case FINISH ->
          switch (situation) {
            case EMPTY -> 0;
            case FULL -> FILL;
            default -> BATCH;
          };
      default -> FILL;
    };
  }

  /** The number of messages that are taken out of a full ring before a process writes. */
  static int taken(HaltedWork work, RingSituation situation) {
    int least =
        switch (work) {
          case WRITE -> 1;
          case WRITE_LARGE -> LARGE_ROOM / SPAN;
          case STREAM -> FRAGMENT_SPAN / SPAN;
          default -> 0;
        };
    return switch (situation) {
      case EMPTY -> FILL;
      case FULL -> least;
      default -> FILL / 2;
    };
  }

  /** Takes these messages. */
  static RingReader makeRoom(MappedRing ring, HaltedWork work, RingSituation situation) {
    RingReader reader = RingReader.attach(ring);
    for (int number = 0; number < taken(work, situation); number++) {
      if (reader.read() != ReadResult.MESSAGE) {
        throw new AssertionError("no message: number=" + number);
      }
      Messages.assertIsMessage(reader.payload(), number, LENGTH);
    }
    reader.release();
    reader.storeReleased();
    return reader;
  }

  /** Returns false if the ring has no room for the message. */
  static boolean offer(RingWriter writer, int number) {
    return writer.offer(Messages.message(number, LENGTH), 0, LENGTH, number);
  }
}
