package io.culvert.ring;

import static io.culvert.ring.HaltedWork.ATTACH_READER;
import static io.culvert.ring.HaltedWork.ATTACH_WRITER;
import static io.culvert.ring.HaltedWork.END;
import static io.culvert.ring.HaltedWork.FAIL;
import static io.culvert.ring.HaltedWork.FINISH;
import static io.culvert.ring.HaltedWork.READ;
import static io.culvert.ring.HaltedWork.STREAM;
import static io.culvert.ring.HaltedWork.WRITE;
import static io.culvert.ring.HaltedWork.WRITE_LARGE;
import static io.culvert.testing.HaltPoint.after;
import static io.culvert.testing.HaltPoint.before;

import io.culvert.testing.HaltPoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The steps of publishing, releasing, ending and attaching at a ring, with a death at each. */
final class RingHalts {

  private static final String WRITER = "io.culvert.ring.RingWriter";
  private static final String PARTS = "io.culvert.ring.MessageWriter";
  private static final String TOKENS = "io.culvert.ring.ResumeTokens";
  private static final String READER = "io.culvert.ring.RingReader";
  private static final String MEMORY = "io.culvert.ring.RingMemory";

  static final HaltPoint TOKEN_STORED =
      before("the token is stored, its message not", TOKENS, "positions[slot] = position; }");
  static final HaltPoint TOKEN_FOUND =
      before(
          "an unpublished token is found",
          TOKENS,
          "memory.resumePositionRelease(slot, NONE); return");
  static final HaltPoint TOKEN_DROPPED =
      before("an unpublished token is dropped", TOKENS, "return NONE; }");
  static final HaltPoint PUBLISHED =
      after("the tail is stored", WRITER, "memory.tailRelease(position);");
  static final HaltPoint NOT_PUBLISHED =
      before("the tail is to be stored", WRITER, "memory.tailRelease(position);");
  static final HaltPoint RELEASED =
      after("the head is stored", READER, "memory.headRelease(SLOT, released);");
  static final HaltPoint EPOCH_RAISED = before("the epoch is raised", MEMORY, "return status; }");

  private final List<RingHalt> halts = new ArrayList<>();

  private RingHalts() {}

  static List<RingHalt> all() {
    RingHalts list = new RingHalts();
    list.publish();
    list.largeMessages();
    list.end();
    list.attach();
    list.release();
    list.finish();
    return List.copyOf(list.halts);
  }

  private void publish() {
    undone(WRITE, before("the head is to be looked at", WRITER, "long head = memory.headAcquire"));
    undone(WRITE, after("room is found", WRITER, "limit = limitFor(head);"));
    undone(WRITE, before("room is reserved", WRITER, "claimed = maxLength;"));
    add(
        WRITE,
        after("padding is written", WRITER, "putHeader(Frame.PADDING, 0, padding - Frame.HEADER);"),
        false,
        false,
        EnumSet.of(RingSituation.PADDING));
    undone(
        WRITE,
        after("the payload is written", WRITER, "target.putBytes(0, source, offset, length);"));
    undone(WRITE, after("the header is written", WRITER, "putHeader(type, flags, length);"));
    undone(
        WRITE,
        after(
            "the message is committed",
            WRITER,
            "append(Frame.DATA, 0, length); messageEnd = position;"));
    undone(WRITE, before("the epoch is checked", WRITER, "if (tokenPosition > published) {"));
    undone(
        WRITE,
        before(
            "the slot of a token is emptied", TOKENS, "memory.resumeTokenRelease(slot, token);"));
    undone(
        WRITE,
        after(
            "a token is in a slot that is empty",
            TOKENS,
            "memory.resumeTokenRelease(slot, token);"));
    undone(WRITE, TOKEN_STORED);
    undone(WRITE, NOT_PUBLISHED);
    done(WRITE, PUBLISHED);
  }

  private void largeMessages() {
    undone(WRITE_LARGE, before("a part is written", PARTS, "written += length;"));
    undone(WRITE_LARGE, NOT_PUBLISHED);
    done(WRITE_LARGE, PUBLISHED);
    undone(STREAM, before("a part is written", PARTS, "written += length;"));
    undone(STREAM, NOT_PUBLISHED);
    undone(STREAM, PUBLISHED);
    undone(
        STREAM,
        before("a part is taken", READER, "releaseSkipped(at); // a message larger than the ring"));
    undone(
        STREAM,
        after(
            "the beginning is released",
            READER,
            "else if (reassembly.isStreamed()) { releaseSkipped(at);"));
  }

  private void end() {
    undone(END, after("the reserve is opened", WRITER, "limit += Frame.TERMINAL_RESERVE;"));
    undone(
        END,
        after(
            "the reason is written", WRITER, "buffer.putBytes(payloadOffset(), text, 0, length);"));
    undone(END, after("the end is written", WRITER, "append(type, 0, length);"));
    undone(END, NOT_PUBLISHED);
    done(END, PUBLISHED);
    done(END, after("the role is ended", WRITER, "RingLayout.WRITER_OFFSET, status, state);"));
  }

  private void attach() {
    HaltPoint beatEnded =
        after(
            "the beat is ended",
            MEMORY,
            "buffer.putLongOrdered(blockOffset + RingLayout.BEAT, beat);");
    undone(ATTACH_WRITER, beatEnded);
    undone(ATTACH_WRITER, EPOCH_RAISED);
    undone(
        ATTACH_WRITER,
        before("the tail is taken over", WRITER, "this.knownHead = positions.head();"));
    undone(ATTACH_READER, beatEnded);
    undone(ATTACH_READER, EPOCH_RAISED);
    undone(ATTACH_READER, before("the head is taken over", READER, "this.released = head;"));
  }

  private void release() {
    each(READ, after("a message is handed out", READER, "held++;"));
    each(READ, before("a message is to be released", READER, "released = end;"));
    each(READ, after("a message is released", READER, "toStore += messages;"));
    undone(READ, before("the tail is taken", READER, "limit = tail;"));
    add(
        READ,
        before("padding is read", READER, "releaseSkipped(at); } } return ReadResult.EMPTY;"),
        false,
        false,
        EnumSet.of(RingSituation.PADDING));
    undone(READ, before("the head is to be stored", READER, "memory.headRelease(SLOT, released);"));
    done(READ, RELEASED);
  }

  private void finish() {
    undone(
        FINISH,
        before(
            "the end is read", READER, "if (!memory.detach(SLOT, status, RoleState.COMPLETED)) {"));
    done(FINISH, before("the state is stored", READER, "position = limit; messageEnd = limit;"));
    done(FINISH, before("the head is to be stored", READER, "memory.headRelease(SLOT, limit);"));
    done(FINISH, after("the head is stored", READER, "memory.headRelease(SLOT, limit);"));
    undone(FAIL, before("the head is to be stored", READER, "memory.headRelease(SLOT, released);"));
    done(FAIL, RELEASED);
    done(FAIL, after("the reason is written", READER, "memory.readerReason(SLOT, reason);"));
    done(FAIL, after("the state is stored", READER, "end(RoleState.FAILED);"));
  }

  private void undone(HaltedWork work, HaltPoint point) {
    add(work, point, false, false, EnumSet.allOf(RingSituation.class));
  }

  private void done(HaltedWork work, HaltPoint point) {
    add(work, point, true, false, EnumSet.allOf(RingSituation.class));
  }

  private void each(HaltedWork work, HaltPoint point) {
    add(work, point, false, true, EnumSet.allOf(RingSituation.class));
  }

  private void add(
      HaltedWork work,
      HaltPoint point,
      boolean done,
      boolean eachMessage,
      Set<RingSituation> situations) {
    halts.add(new RingHalt(point, work, done, eachMessage, situations));
  }
}
