package io.culvert.stage;

import static io.culvert.stage.HaltedStage.Half.COMMITTED_SOURCE;
import static io.culvert.stage.HaltedStage.Half.SHORT_SINK;
import static io.culvert.stage.HaltedStage.Half.SINK;
import static io.culvert.stage.HaltedStage.Half.SOURCE;
import static io.culvert.testing.HaltPoint.after;
import static io.culvert.testing.HaltPoint.before;

import io.culvert.stage.StageHalt.Situation;
import io.culvert.testing.HaltPoint;
import java.util.List;

/** The steps of a sink and of a source, with a death at each. */
final class StageHalts {

  private static final String ELEMENTS = "io.culvert.stage.ElementWriter";
  private static final String SINK_LOGIC = "io.culvert.stage.RingSinkLogic";
  private static final String SOURCE_LOGIC = "io.culvert.stage.RingSourceLogic";
  private static final String COMMITS = "io.culvert.stage.CommittingDelivery";
  private static final String RELEASES = "io.culvert.stage.ReleasingDelivery";
  private static final String STATION = "io.culvert.peer.Station";
  private static final String WAIT_POINT = "io.culvert.peer.WaitPoint";

  private static final HaltPoint WAKE_UP_CLAIMED =
      before("the other side's flag is taken", STATION, "WaitPoint neighbour = neighbour(); if");
  private static final HaltPoint RUNG = after("the bell is rung", STATION, "doorbell.ring();");
  private static final HaltPoint ARMED =
      after("it is armed and not parked", WAIT_POINT, "armed.set(true);");
  private static final HaltPoint PARKED = before("it is parked", WAIT_POINT, "onArmed.run();");

  static final StageHalt WRITER_HAS_TAKEN_THE_FLAG =
      StageHalt.of(SINK, true, WAKE_UP_CLAIMED).notIn(Situation.FULL);
  static final StageHalt READER_HAS_TAKEN_THE_FLAG =
      StageHalt.of(SOURCE, true, WAKE_UP_CLAIMED).onlyIn(Situation.FULL);

  private StageHalts() {}

  static List<StageHalt> all() {
    return List.of(
        StageHalt.of(
            SINK, false, before("the element is encoded", ELEMENTS, "writer.commit(length);")),
        StageHalt.of(SINK, false, before("it is committed", ELEMENTS, "writer.publish(); return")),
        StageHalt.of(SINK, true, after("it is published", ELEMENTS, "writer.publish();")),
        StageHalt.of(SINK, true, before("it is counted", SINK_LOGIC, "ring(); goOn();")),
        WRITER_HAS_TAKEN_THE_FLAG,
        StageHalt.of(SINK, true, RUNG).notIn(Situation.FULL),
        StageHalt.of(SINK, true, before("it is to wait", SINK_LOGIC, "waitPoint.arm(roomWanted"))
            .onlyIn(Situation.FULL)
            .atSecondPassage(),
        StageHalt.of(SINK, true, ARMED).onlyIn(Situation.FULL).atSecondPassage(),
        StageHalt.of(SINK, true, PARKED).onlyIn(Situation.FULL).atSecondPassage(),
        StageHalt.of(
            SHORT_SINK, false, before("the end has come", SINK_LOGIC, "writer.complete(); ended")),
        StageHalt.of(
            SHORT_SINK, true, after("the end is published", SINK_LOGIC, "writer.complete();")),
        StageHalt.of(
            SHORT_SINK, true, before("the end is told", SINK_LOGIC, "handle.completePublished();")),
        StageHalt.of(
            SOURCE, false, before("it is to be pushed", SOURCE_LOGIC, "push(out, element);")),
        StageHalt.of(SOURCE, true, after("it is pushed", SOURCE_LOGIC, "push(out, element);")),
        StageHalt.of(SOURCE, true, after("it is released", RELEASES, "reader.release();"))
            .atSecondPassage(),
        StageHalt.of(
            SOURCE, true, before("the head is stored", SOURCE_LOGIC, "station.ringPeer(head);")),
        READER_HAS_TAKEN_THE_FLAG,
        StageHalt.of(SOURCE, true, RUNG).onlyIn(Situation.FULL),
        StageHalt.of(
                SOURCE,
                true,
                before("it is to wait", SOURCE_LOGIC, "waitPoint.arm(Long.MIN_VALUE);"))
            .notIn(Situation.FULL), // a busy source may never wait
        StageHalt.of(SOURCE, true, ARMED).onlyIn(Situation.EMPTY),
        StageHalt.of(SOURCE, true, PARKED).onlyIn(Situation.EMPTY),
        StageHalt.of(
            COMMITTED_SOURCE, false, before("it is committed", COMMITS, "reader.release(end);")),
        StageHalt.of(
            COMMITTED_SOURCE, false, after("it is released", COMMITS, "reader.release(end);")),
        StageHalt.of(
            COMMITTED_SOURCE,
            true,
            after("the head is stored", COMMITS, "reader.storeReleased();")),
        StageHalt.of(
            COMMITTED_SOURCE,
            true,
            after(
                "the commit is told",
                COMMITS,
                "uncommitted.remove().released.complete(Done.getInstance());")));
  }
}
