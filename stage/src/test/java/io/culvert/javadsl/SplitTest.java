package io.culvert.javadsl;

import static io.culvert.testing.StageFixture.failure;
import static io.culvert.testing.StageFixture.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.culvert.RemoteStreamException;
import io.culvert.codec.Codecs;
import io.culvert.testing.StageFixture;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One pipeline in one piece and in parts. */
class SplitTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int ELEMENTS = 20_000; // many times what an edge holds
  private static final List<String> EXPECTED =
      LongStream.range(0, ELEMENTS).filter(n -> n % 3 == 0).mapToObj(n -> "<" + n + ">").toList();

  private static final Source<Long, NotUsed> NUMBERS =
      Source.range(0, ELEMENTS - 1).map(Integer::longValue);
  private static final Flow<Long, Long, NotUsed> THIRDS =
      Flow.<Long>create().filter(n -> n % 3 == 0);

  private static Split split(Source<Long, ?> source) {
    return Split.named("numbers")
        .source("count", source)
        .edge("all", Codecs.int64())
        .flow("sieve", THIRDS)
        .edge("thirds", Codecs.int64())
        .sink("print", Flow.<Long>create().map(n -> "<" + n + ">").toMat(Sink.seq(), Keep.right()))
        .withRingSettings(fixture.settings());
  }

  @Test
  void wholeItRunsInOneSystemWithoutARing() {
    SplitControl control = split(NUMBERS).run(fixture.system());
    assertThat(printed(control)).isEqualTo(EXPECTED);
    assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
    assertThat(fixture.directory()).isEmptyDirectory();
  }

  @Test
  void eachPartMayRunInASystemOfItsOwn() {
    Split split = split(NUMBERS);
    SplitControl print = split.run(fixture.system(), "print");
    SplitControl sieve = split.run(fixture.system(), "sieve");
    SplitControl count = split.run(fixture.system(), "count");
    assertThat(printed(print)).isEqualTo(EXPECTED);
    for (SplitControl control : List.of(print, sieve, count)) {
      assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
    }
  }

  @Test
  void neighboursThatRunTogetherNeedNoRing() {
    Split split = split(NUMBERS);
    SplitControl behind = split.run(fixture.system(), "print", "sieve");
    SplitControl before = split.run(fixture.system(), "count");
    assertThat(printed(behind)).isEqualTo(EXPECTED);
    assertThat(result(before.whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void partsAroundOneThatRunsElsewhereMayRunTogether() {
    Split split = split(NUMBERS);
    SplitControl around = split.run(fixture.system(), "count", "print");
    SplitControl middle = split.run(fixture.system(), "sieve");
    assertThat(printed(around)).isEqualTo(EXPECTED);
    assertThat(result(around.whenDone())).isEqualTo(Done.getInstance());
    assertThat(result(middle.whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void everyPartKeepsWhatItMaterializes() {
    SplitControl control =
        Split.named("values")
            .source("from", Source.single(1L).mapMaterializedValue(none -> "of the source"))
            .edge("one")
            .flow("via", Flow.<Long>create().mapMaterializedValue(none -> "of the flow"))
            .edge("two")
            .sink("to", Sink.<Long>ignore().mapMaterializedValue(done -> "of the sink"))
            .run(fixture.system());
    assertThat(control.<String>materialized("from")).isEqualTo("of the source");
    assertThat(control.<String>materialized("via")).isEqualTo("of the flow");
    assertThat(control.<String>materialized("to")).isEqualTo("of the sink");
    assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void aFailureIsTheSameObjectWithinOneSystem() {
    RuntimeException thrown = new IllegalStateException("no more numbers");
    SplitControl control = split(Source.failed(thrown)).run(fixture.system());
    assertThat(failure(control.whenDone())).isSameAs(thrown);
  }

  @Test
  void aFailureFailsThePartsElsewhere() {
    RuntimeException thrown = new IllegalStateException("no more numbers");
    Split split = split(Source.failed(thrown));
    SplitControl behind = split.run(fixture.system(), "sieve", "print");
    SplitControl before = split.run(fixture.system(), "count");
    assertThat(failure(before.whenDone())).isSameAs(thrown);
    assertThat(failure(behind.whenDone()))
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            remote -> assertThat(remote.remoteMessage()).isEqualTo("no more numbers"));
  }

  @Test
  void anUnknownPartIsRefusedBeforeAnythingRuns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(NUMBERS).run(fixture.system(), "print", "seive"))
        .withMessage("unknown part: part=seive, split=numbers, parts=[count, sieve, print]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(NUMBERS).run(fixture.system(), new String[0]))
        .withMessage("no part to run: split=numbers, parts=[count, sieve, print]");
  }

  @Test
  void anEdgeWithoutACodecCannotCross() {
    Split split =
        Split.named("local").source("from", NUMBERS).edge("wire").sink("to", Sink.ignore());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split.run(fixture.system(), "from"))
        .withMessage(
            "no codec for an edge between JVMs: edge=wire, from=from, to=to, split=local;"
                + " give the edge a codec, or run both parts together");
    assertThat(result(split.run(fixture.system()).whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void namesAreCheckedWhenTheyAreGiven() {
    Split.Upstream<Long> source = Split.named("s").source("a", NUMBERS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.edge("e").sink("a", Sink.ignore()))
        .withMessage("two parts of one name: part=a, split=s; rename one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.edge("e").flow("b", THIRDS).edge("e"))
        .withMessage("two edges of one name: edge=e, split=s; rename one");
    assertThatIllegalArgumentException().isThrownBy(() -> source.edge("../e"));
  }

  @Test
  void onlyAPartThatRunsHereHasAValueHere() {
    SplitControl control = split(Source.empty()).run(fixture.system());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> control.materialized("seive"))
        .withMessageStartingWith("no such part runs here: part=seive, split=numbers");
    assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void thePlanIsReadAndDrawn() {
    SplitPlan plan = split(NUMBERS).describe();
    assertThat(plan)
        .hasToString(
            """
            split numbers
              source count
                edge all: ring numbers.all, codec int64
              flow sieve
                edge thirds: ring numbers.thirds, codec int64
              sink print
            """);
    assertThat(plan.mermaid())
        .isEqualTo(
            """
            flowchart LR
              p0["count"]
              p1["sieve"]
              p2["print"]
              p0 -- "all" --> p1
              p1 -- "thirds" --> p2
            """);
    assertThat(plan.dot())
        .isEqualTo(
            """
            digraph "numbers" {
              rankdir=LR;
              node [shape=box];
              "count" -> "sieve" [label="all"];
              "sieve" -> "print" [label="thirds"];
            }
            """);
  }

  private static List<String> printed(SplitControl control) {
    return result(control.<CompletionStage<List<String>>>materialized("print"));
  }
}
