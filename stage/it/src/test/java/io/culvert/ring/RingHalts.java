package io.culvert.ring;

import static io.culvert.halt.HaltPoint.after;
import static io.culvert.halt.HaltPoint.before;
import static io.culvert.ring.HaltedWork.ATTACH_READER;
import static io.culvert.ring.HaltedWork.ATTACH_WRITER;
import static io.culvert.ring.HaltedWork.END;
import static io.culvert.ring.HaltedWork.FAIL;
import static io.culvert.ring.HaltedWork.FINISH;
import static io.culvert.ring.HaltedWork.READ;
import static io.culvert.ring.HaltedWork.STREAM;
import static io.culvert.ring.HaltedWork.WRITE;
import static io.culvert.ring.HaltedWork.WRITE_LARGE;

import io.culvert.halt.HaltPoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The stores of publishing, releasing, ending and attaching at a ring, with a death at each. */
final class RingHalts {

  private static final String PAYLOAD = "store payload";
  private static final String DATA_HEADER = "store data header";
  private static final String PADDING_HEADER = "store padding header";
  private static final String PART_HEADER = "store part header";
  private static final String LENGTH = "store length";
  private static final String END_HEADER = "store end header";
  private static final String TOKEN = "store token";
  private static final String TOKEN_POSITION = "store token position";
  private static final String TAIL = "store tail";
  private static final String HEAD = "store head";
  private static final String WRITER_STATUS = "store writer status";
  private static final String READER_STATUS = "store reader status";
  private static final String REASON = "store reason";

  static final HaltPoint TOKEN_STORED = after(TOKEN_POSITION).nth(2);

  /** By a writer that attaches: it drops a token that was not published. */
  static final HaltPoint TOKEN_FOUND = before(TOKEN_POSITION);

  static final HaltPoint TOKEN_DROPPED = after(TOKEN_POSITION);
  static final HaltPoint PUBLISHED = after(TAIL);
  static final HaltPoint NOT_PUBLISHED = before(TAIL);
  static final HaltPoint RELEASED = after(HEAD);
  static final HaltPoint WRITER_EPOCH_RAISED = after(WRITER_STATUS);
  static final HaltPoint READER_EPOCH_RAISED = after(READER_STATUS);

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
    undone(WRITE, before(PAYLOAD));
    undone(WRITE, after(PAYLOAD));
    add(WRITE, after(PADDING_HEADER), false, false, EnumSet.of(RingSituation.PADDING));
    undone(WRITE, after(DATA_HEADER));
    undone(WRITE, after(TOKEN_POSITION)); // the slot is empty
    undone(WRITE, after(TOKEN));
    undone(WRITE, TOKEN_STORED);
    undone(WRITE, NOT_PUBLISHED);
    done(WRITE, PUBLISHED);
  }

  private void largeMessages() {
    undone(WRITE_LARGE, after(LENGTH));
    undone(WRITE_LARGE, after(PAYLOAD));
    undone(WRITE_LARGE, after(PART_HEADER));
    undone(WRITE_LARGE, NOT_PUBLISHED);
    done(WRITE_LARGE, PUBLISHED);
    undone(STREAM, after(PART_HEADER));
    undone(STREAM, NOT_PUBLISHED);
    undone(STREAM, PUBLISHED);
    undone(STREAM, before(HEAD).nth(2)); // the first store has made room for the message
    undone(STREAM, after(HEAD).nth(2));
  }

  private void end() {
    undone(END, before(PAYLOAD));
    undone(END, after(PAYLOAD));
    undone(END, after(END_HEADER));
    undone(END, NOT_PUBLISHED);
    done(END, PUBLISHED);
    done(END, after(WRITER_STATUS).nth(2)); // the first store has taken the role
  }

  private void attach() {
    undone(ATTACH_WRITER, after("store writer heartbeat"));
    undone(ATTACH_WRITER, before(WRITER_STATUS));
    undone(ATTACH_WRITER, WRITER_EPOCH_RAISED);
    undone(ATTACH_READER, after("store reader heartbeat"));
    undone(ATTACH_READER, before(READER_STATUS));
    undone(ATTACH_READER, READER_EPOCH_RAISED);
  }

  private void release() {
    each(READ, after(HaltedRingUser.HAND_OUT));
    undone(READ, before(HEAD));
    done(READ, RELEASED);
  }

  private void finish() {
    undone(FINISH, before(READER_STATUS).nth(2)); // the first store has taken the role
    done(FINISH, after(READER_STATUS).nth(2));
    done(FINISH, before(HEAD));
    done(FINISH, after(HEAD));
    undone(FAIL, before(HEAD));
    done(FAIL, RELEASED);
    done(FAIL, after(REASON)); // its length
    done(FAIL, after(REASON).nth(2)); // its text
    done(FAIL, after(READER_STATUS).nth(2));
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
