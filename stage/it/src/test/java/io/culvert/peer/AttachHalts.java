package io.culvert.peer;

import static io.culvert.halt.HaltPoint.after;
import static io.culvert.halt.HaltPoint.before;
import static io.culvert.peer.AttachHalt.always;
import static io.culvert.peer.AttachHalt.with;

import io.culvert.halt.HaltPoint;
import io.culvert.peer.AttachHalt.Found;
import io.culvert.peer.lock.Role;
import java.util.ArrayList;
import java.util.List;

/** The steps of taking a role, of creating a ring and of giving both back, with a death at each. */
final class AttachHalts {

  private static final String UNFINISHED = "write unfinished ring";
  private static final String READER_STATUS = "store reader status";
  private static final String DELETE_SOCKET = "delete socket";
  private static final String DELETE_RING = "delete ring";

  /** Zeros go into the file of a ring in two parts; the header goes into it last. */
  private static final int HEADER_WRITE = 3;

  static final AttachHalt NAMED = create(after("name ring"));
  static final AttachHalt WRITER_EPOCH_RAISED = always(after("store writer status"));
  static final AttachHalt READER_EPOCH_RAISED = always(after(READER_STATUS));
  static final AttachHalt BOUND = always(after("bind socket"));

  /** The end of the stream is taken, or the role is given back. */
  static final AttachHalt STATE_STORED = always(after(READER_STATUS).nth(2));

  private AttachHalts() {}

  private static AttachHalt create(HaltPoint point) {
    return with(Found.NOTHING, Found.DONE, point);
  }

  /** The steps of a role that is taken and given back. */
  private static List<AttachHalt> common(Role role) {
    String lock = role + " lock";
    String heartbeat = "store " + role + " heartbeat";
    String status = "store " + role + " status";
    return List.of(
        always(after("open " + lock)),
        always(after("lock " + lock)),
        always(before("write " + lock)), // the text of the former holder is gone
        always(after("write " + lock)),
        create(after("open unfinished ring")),
        create(after(UNFINISHED)),
        create(before(UNFINISHED).nth(HEADER_WRITE)),
        create(after(UNFINISHED).nth(HEADER_WRITE)),
        always(after("open creation lock")),
        always(after("lock creation lock")),
        create(before("name ring")),
        NAMED,
        always(before("map ring")),
        always(after("map ring")),
        always(before(heartbeat)),
        always(after(heartbeat)),
        always(after(status)),
        always(before(heartbeat).nth(2)), // the first one that the conductor stores
        always(after(heartbeat).nth(2)),
        always(after(HaltedAttacher.USE)),
        always(before("close " + lock)),
        always(after("close " + lock)));
  }

  static List<AttachHalt> ofWriter() {
    String status = "store writer status";
    return join(
        common(Role.WRITER), List.of(always(before(status).nth(2)), always(after(status).nth(2))));
  }

  static List<AttachHalt> ofReader() {
    return join(common(Role.READER), ofReaderAlone());
  }

  /** The steps that only a reader passes. */
  static List<AttachHalt> ofReaderAlone() {
    return List.of(
        always(before("bind socket")),
        BOUND,
        always(before(DELETE_SOCKET).nth(2)), // the first deletion makes room for the own socket
        always(after(DELETE_SOCKET).nth(2)),
        always(before(READER_STATUS).nth(2)),
        STATE_STORED,
        with(Found.ENDED, after("store head")),
        with(Found.ENDED, Found.DONE, before(DELETE_RING)),
        with(Found.ENDED, Found.DONE, after(DELETE_RING)));
  }

  private static List<AttachHalt> join(List<AttachHalt> one, List<AttachHalt> other) {
    List<AttachHalt> both = new ArrayList<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }
}
