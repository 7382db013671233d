package io.culvert.ring;

import io.culvert.halt.HaltedCalls;
import io.culvert.ring.file.MappedRing;
import io.culvert.testing.Messages;
import java.nio.file.Path;

/** The main class of a process that dies while it does its work at a ring. */
final class HaltedRingUser {

  /** A step: a message is handed out. */
  static final String HAND_OUT = "hand out";

  private static final String READ = "read ";

  private final MappedRing ring;
  private final HaltedWork work;
  private final RingSituation situation;

  private HaltedRingUser(MappedRing ring, HaltedWork work, RingSituation situation) {
    this.ring = ring;
    this.work = work;
    this.situation = situation;
  }

  /** Does what the arguments name: directory, work, situation. */
  public static void main(String[] arguments) {
    HaltedRingUser user =
        new HaltedRingUser(
            HaltedRing.open(Path.of(arguments[0])),
            HaltedWork.valueOf(arguments[1]),
            RingSituation.valueOf(arguments[2]));
    user.run();
  }

  /** Returns the last message that it read, from its output; -1 if it read none. */
  static int lastRead(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(READ))
        .mapToInt(line -> Integer.parseInt(line.substring(READ.length())))
        .max()
        .orElse(-1);
  }

  private void run() {
    switch (work) {
      case WRITE -> write(attachWriter());
      case WRITE_LARGE -> writeLarge(attachWriter());
      case STREAM -> stream();
      case END -> attachWriter().fail(HaltedRing.FAILURE);
      case ATTACH_WRITER -> RingWriter.attach(ring);
      case ATTACH_READER -> RingReader.attach(ring);
      case READ -> read();
      case FINISH -> finish();
      case FAIL -> fail();
    }
  }

  /** Attaches to a full ring and then makes room, so that the writer must load the head again. */
  private RingWriter attachWriter() {
    RingWriter writer = RingWriter.attach(ring);
    HaltedRing.makeRoom(ring, work, situation);
    return writer;
  }

  private static void write(RingWriter writer) {
    int number = HaltedRing.FILL;
    while (HaltedRing.offer(writer, number)) {
      number++;
    }
  }

  private static void writeLarge(RingWriter writer) {
    int length = HaltedRing.LARGE_LENGTH;
    writer.offer(Messages.message(HaltedRing.FILL, length), 0, length, HaltedRing.FILL);
  }

  private void stream() {
    RingWriter writer = RingWriter.attach(ring);
    RingReader reader = HaltedRing.makeRoom(ring, work, situation);
    int length = HaltedRing.STREAMED_LENGTH;
    writer.begin(Messages.message(HaltedRing.FILL, length), 0, length);
    writer.putToken(HaltedRing.FILL);
    boolean written = false;
    int number = HaltedRing.taken(work, situation);
    while (!written) {
      written = writer.advance();
      while (reader.read() == ReadResult.MESSAGE) {
        System.out.println(READ + number++);
        reader.release();
      }
    }
  }

  private void read() {
    RingReader reader = RingReader.attach(ring);
    for (int number = 0; reader.read() == ReadResult.MESSAGE; number++) {
      System.out.println(READ + number);
      HaltedCalls.step(HAND_OUT);
      reader.release();
    }
  }

  private void finish() {
    RingReader reader = RingReader.attach(ring);
    for (int number = 0; reader.read() == ReadResult.MESSAGE; number++) {
      System.out.println(READ + number);
    }
    reader.complete();
  }

  private void fail() {
    RingReader reader = RingReader.attach(ring);
    int count = situation == RingSituation.EMPTY ? 1 : HaltedRing.BATCH - 1;
    for (int number = 0; number < count; number++) {
      reader.read();
      System.out.println(READ + number);
      reader.release();
    }
    reader.fail("some.Exception: broken");
  }
}
