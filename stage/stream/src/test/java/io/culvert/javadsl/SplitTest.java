package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.javadsl.StreamTestKit;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One pipeline in one piece and in parts. */
class SplitTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int ELEMENTS = 20_000; // many times the capacity of an edge
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
  void shouldRunInOneSystemWithoutRings() {
    SplitControl control = split(NUMBERS).run(fixture.system());
    assertThat(printed(control)).isEqualTo(EXPECTED);
    assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
    assertThat(fixture.directory()).isEmptyDirectory();
  }

  @Test
  void shouldRunEachPartSeparately() {
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
  void shouldRunNeighbouringPartsTogether() {
    Split split = split(NUMBERS);
    SplitControl after = split.run(fixture.system(), "print", "sieve");
    SplitControl before = split.run(fixture.system(), "count");
    assertThat(printed(after)).isEqualTo(EXPECTED);
    assertThat(result(before.whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldRunOuterPartsTogether() {
    Split split = split(NUMBERS);
    SplitControl around = split.run(fixture.system(), "count", "print");
    SplitControl middle = split.run(fixture.system(), "sieve");
    assertThat(printed(around)).isEqualTo(EXPECTED);
    assertThat(result(around.whenDone())).isEqualTo(Done.getInstance());
    assertThat(result(middle.whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldKeepMaterializedValueOfEachPart() {
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
  void shouldFailWithSameObjectWithinOneSystem() {
    RuntimeException thrown = new IllegalStateException("no more numbers");
    SplitControl control = split(Source.failed(thrown)).run(fixture.system());
    assertThat(failure(control.whenDone())).isSameAs(thrown);
  }

  @Test
  void shouldFailRemotePartsWhenPartFails() {
    RuntimeException thrown = new IllegalStateException("no more numbers");
    Split split = split(Source.failed(thrown));
    SplitControl after = split.run(fixture.system(), "sieve", "print");
    SplitControl before = split.run(fixture.system(), "count");
    assertThat(failure(before.whenDone())).isSameAs(thrown);
    assertThat(failure(after.whenDone()))
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            remote -> assertThat(remote.remoteMessage()).isEqualTo("no more numbers"));
  }

  @Test
  void shouldRejectUnknownPart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(NUMBERS).run(fixture.system(), "print", "seive"))
        .withMessage("unknown part: part=seive, split=numbers, parts=[count, sieve, print]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(NUMBERS).run(fixture.system(), new String[0]))
        .withMessage("no part to run: split=numbers, parts=[count, sieve, print]");
  }

  @Test
  void shouldRejectEdgeBetweenJvmsWithoutCodec() {
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
  void shouldRejectInvalidOrDuplicateNames() {
    Split.Upstream<Long> source = Split.named("s").source("a", NUMBERS);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.edge("e").sink("a", Sink.ignore()))
        .withMessage("two parts with the same name: part=a, split=s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.edge("e").flow("b", THIRDS).edge("e").sink("c", Sink.ignore()))
        .withMessage("two edges with the same name: edge=e, split=s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> source.edge("../e").sink("b", Sink.ignore()));
  }

  @Test
  void shouldRequireOneWriterAndOneReaderForEachEdge() {
    SplitEdge<Long> edge = Split.edge("e", Codecs.int64());
    Split.Named writer = Split.named("s").part("w", ports -> NUMBERS.to(ports.to(edge)));
    assertThatIllegalArgumentException()
        .isThrownBy(writer::build)
        .withMessage("edge without a reader: edge=e, split=s");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.part("v", ports -> NUMBERS.to(ports.to(edge))).build())
        .withMessage("edge with two writers: edge=e, split=s");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Split.named("s").part("r", ports -> ports.from(edge).to(Sink.ignore())).build())
        .withMessage("edge without a writer: edge=e, split=s");
  }

  @Test
  void shouldRejectMaterializedValueOfUnknownPart() {
    SplitControl control = split(Source.empty()).run(fixture.system());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> control.materialized("seive"))
        .withMessageStartingWith("no such part runs here: part=seive, split=numbers");
    assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDescribePlanAsTextMermaidAndDot() {
    SplitPlan plan = split(NUMBERS).describe();
    assertThat(plan)
        .hasToString(
            """
            split numbers: count, sieve, print
              count -> sieve: edge all, ring numbers.all, codec int64
              sieve -> print: edge thirds, ring numbers.thirds, codec int64
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
              "count";
              "sieve";
              "print";
              "count" -> "sieve" [label="all"];
              "sieve" -> "print" [label="thirds"];
            }
            """);
  }

  private static final SplitEdge<Long> ODD = Split.edge("odd", Codecs.int64());
  private static final SplitEdge<Long> EVEN = Split.edge("even", Codecs.int64());
  private static final SplitEdge<Long> SQUARES_OF_ODD = Split.edge("squares-odd", Codecs.int64());
  private static final SplitEdge<Long> SQUARES_OF_EVEN = Split.edge("squares-even", Codecs.int64());

  /** Two workers between a part that distributes and one that collects. */
  private static Split fan() {
    return Split.named("fan")
        .part(
            "deal",
            ports -> NUMBERS.alsoTo(odd(1).to(ports.to(ODD))).via(odd(0)).to(ports.to(EVEN)))
        .part("first", ports -> squares(ports, ODD, SQUARES_OF_ODD))
        .part("second", ports -> squares(ports, EVEN, SQUARES_OF_EVEN))
        .part(
            "collect",
            ports ->
                ports
                    .from(SQUARES_OF_ODD)
                    .merge(ports.from(SQUARES_OF_EVEN))
                    .toMat(Sink.fold(0L, Long::sum), Keep.right()))
        .build()
        .withRingSettings(fixture.settings());
  }

  private static Flow<Long, Long, NotUsed> odd(int remainder) {
    return Flow.<Long>create().filter(n -> n % 2 == remainder);
  }

  private static RunnableGraph<?> squares(
      SplitPorts ports, SplitEdge<Long> numbers, SplitEdge<Long> squares) {
    return ports.from(numbers).map(n -> n * n).to(ports.to(squares));
  }

  private static final long SUM_OF_SQUARES = LongStream.range(0, ELEMENTS).map(n -> n * n).sum();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deal,first,second,collect",
        "deal,collect first,second",
        "deal first second collect"
      })
  void shouldRunGraphOfAnyShapeInParts(String runs) {
    Split fan = fan();
    List<SplitControl> controls =
        Stream.of(runs.split(" ")).map(run -> fan.run(fixture.system(), run.split(","))).toList();
    SplitControl collecting = controls.get(runs.startsWith("deal,") ? 0 : controls.size() - 1);
    assertThat(result(collecting.<CompletionStage<Long>>materialized("collect")))
        .isEqualTo(SUM_OF_SQUARES);
    for (SplitControl control : controls) {
      assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
    }
  }

  @ParameterizedTest
  @EnumSource(EdgeTransport.class)
  void shouldRunWithEachConfiguredTransport(EdgeTransport memory) {
    ActorSystem system = fixture.newSystem("culvert.edges.default.memory = " + memory);
    SplitControl control = fan().run(system);
    assertThat(result(control.<CompletionStage<Long>>materialized("collect")))
        .isEqualTo(SUM_OF_SQUARES);
    TestKit.shutdownActorSystem(system);
  }

  @Test
  void shouldFailStartedPartsWhenPartCannotStart() {
    SplitEdge<Long> outside = Split.edge("outside", Codecs.int64());
    SplitEdge<Long> before = Split.edge("before");
    SplitEdge<Long> after = Split.edge("after");
    int room = EdgeSettings.create(fixture.system(), "broken.before").capacity();
    AtomicLong written = new AtomicLong();
    RuntimeException thrown = new IllegalStateException("cannot start");
    Split split =
        Split.named("broken")
            .part("out", ports -> Source.<Long>maybe().to(ports.to(outside)))
            .part(
                "before",
                ports -> Source.repeat(1L).map(n -> written.incrementAndGet()).to(ports.to(before)))
            .part("after", ports -> ports.from(after).to(Sink.ignore()))
            .part(
                "broken",
                ports ->
                    ports
                        .from(before)
                        .to(ports.to(after))
                        .mapMaterializedValue(
                            none -> {
                              Await.until(() -> written.get() > room, () -> "written=" + written);
                              throw thrown;
                            }))
            .part("elsewhere", ports -> ports.from(outside).to(Sink.ignore()))
            .build()
            .withRingSettings(fixture.settings());
    SplitControl elsewhere = split.run(fixture.system(), "elsewhere");
    assertThatIllegalStateException()
        .isThrownBy(() -> split.run(fixture.system(), "out", "before", "after", "broken"))
        .isSameAs(thrown);
    assertThat(failure(elsewhere.whenDone()))
        .isInstanceOfSatisfying(
            RemoteStreamException.class,
            remote -> assertThat(remote.remoteMessage()).isEqualTo("cannot start"));
    StreamTestKit.assertAllStagesStopped(Materializer.matFromSystem(fixture.system()));
  }

  @Test
  void shouldNotAwaitBranchWithoutEdge() {
    CompletableFuture<Long> later = new CompletableFuture<>();
    CompletableFuture<Long> arrived = new CompletableFuture<>();
    Sink<Long, ?> branch =
        Flow.<Long>create().mapAsync(1, n -> later).to(Sink.foreach(arrived::complete));
    SplitControl control =
        Split.named("branch")
            .source("from", Source.single(1L).alsoTo(branch))
            .edge("one")
            .sink("to", Sink.ignore())
            .run(fixture.system());
    assertThat(result(control.whenDone())).isEqualTo(Done.getInstance());
    later.complete(2L);
    assertThat(result(arrived)).isEqualTo(2L);
  }

  private static List<String> printed(SplitControl control) {
    return result(control.<CompletionStage<List<String>>>materialized("print"));
  }
}
