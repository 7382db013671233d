package io.culvert.stage;

import static io.culvert.halt.HaltPoint.after;
import static io.culvert.halt.HaltPoint.before;
import static io.culvert.stage.HaltedStage.Half.COMMITTED_SOURCE;
import static io.culvert.stage.HaltedStage.Half.SHORT_SINK;
import static io.culvert.stage.HaltedStage.Half.SINK;
import static io.culvert.stage.HaltedStage.Half.SOURCE;

import io.culvert.stage.StageHalt.Situation;
import java.util.List;

/** The steps of a sink and of a source, with a death at each. */
final class StageHalts {

  private static final String DATA_HEADER = "store data header";
  private static final String TAIL = "store tail";
  private static final String HEAD = "store head";
  private static final String WRITER_PARKED = "store writer parked";
  private static final String READER_PARKED = "store reader parked";

  /** Each half sends the first byte when it is connected. */
  private static final String SEND_BYTE = "send byte";

  static final StageHalt WRITER_HAS_TAKEN_THE_FLAG =
      StageHalt.of(SINK, true, after("store reader not parked")).notIn(Situation.FULL);
  static final StageHalt READER_HAS_TAKEN_THE_FLAG =
      StageHalt.of(SOURCE, true, after("store writer not parked")).onlyIn(Situation.FULL);

  private StageHalts() {}

  static List<StageHalt> all() {
    return List.of(
        StageHalt.of(SINK, false, before(DATA_HEADER)),
        StageHalt.of(SINK, false, after(DATA_HEADER)),
        StageHalt.of(SINK, false, before(TAIL)),
        StageHalt.of(SINK, true, after(TAIL)),
        WRITER_HAS_TAKEN_THE_FLAG,
        StageHalt.of(SINK, true, after(SEND_BYTE).nth(2)).notIn(Situation.FULL),
        StageHalt.of(SINK, true, before(WRITER_PARKED).nth(2)).onlyIn(Situation.FULL),
        StageHalt.of(SINK, true, after(WRITER_PARKED).nth(2)).onlyIn(Situation.FULL),
        StageHalt.of(SHORT_SINK, false, before("store end header")),
        StageHalt.of(SHORT_SINK, false, before(TAIL).nth(2)),
        StageHalt.of(SHORT_SINK, true, after(TAIL).nth(2)),
        StageHalt.of(SHORT_SINK, true, after("store writer status").nth(2)),
        StageHalt.of(SOURCE, false, before(HEAD)),
        StageHalt.of(SOURCE, true, after(HaltedStage.HAND_OUT)),
        StageHalt.of(SOURCE, true, after(HEAD)),
        READER_HAS_TAKEN_THE_FLAG,
        StageHalt.of(SOURCE, true, after(SEND_BYTE).nth(2)).onlyIn(Situation.FULL),
        StageHalt.of(SOURCE, true, before(READER_PARKED))
            .notIn(Situation.FULL), // a busy source may never wait
        StageHalt.of(SOURCE, true, after(READER_PARKED)).onlyIn(Situation.EMPTY),
        StageHalt.of(COMMITTED_SOURCE, false, after(HaltedStage.HAND_OUT)),
        StageHalt.of(COMMITTED_SOURCE, false, before(HEAD)),
        StageHalt.of(COMMITTED_SOURCE, true, after(HEAD)),
        StageHalt.of(COMMITTED_SOURCE, true, after(HaltedStage.COMMIT)));
  }
}
