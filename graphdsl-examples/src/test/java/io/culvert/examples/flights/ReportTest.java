package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From flights to the result, without a ring. */
class ReportTest {

  private static ActorSystem system;

  private final Progress progress =
      new Progress(new PrintStream(new ByteArrayOutputStream()), false, 0, System::nanoTime);

  @BeforeAll
  static void start() {
    system = ActorSystem.create("report-test");
  }

  @AfterAll
  static void end() {
    TestKit.shutdownActorSystem(system);
  }

  private RunnableGraph<CompletionStage<Report.Result>> report(List<String> lines) {
    Source<Flight, NotUsed> flights =
        Source.from(lines.subList(1, lines.size())).map(FlightLine::parse);
    return flights.via(Report.result(progress)).toMat(Sink.head(), Keep.right());
  }

  private Report.Result run(RunnableGraph<CompletionStage<Report.Result>> graph) throws Exception {
    return graph.run(system).toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  private static JsonNode json(DelayReport report) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    return mapper.readTree(mapper.writeValueAsBytes(report));
  }

  @Test
  void shouldEqualPlainComputationWhenFlightsAreMany() throws Exception {
    List<String> lines = PlainComputation.builtInLines();

    Report.Result result = run(report(lines));

    assertThat(json(result.delays())).isEqualTo(PlainComputation.result(lines));
    assertThat(result.throughput().records()).isEqualTo(100_000);
    assertThat(result.throughput().recordsPerSecond()).isPositive();
  }

  @Test
  void shouldReturnSameResultWhenGraphRunsAgain() throws Exception {
    List<String> lines = PlainComputation.builtInLines().subList(0, 1001);
    var graph = report(lines);

    assertThat(run(graph).delays()).isEqualTo(run(graph).delays());
  }

  @Test
  void shouldReturnEmptyResultWhenThereAreNoFlights() throws Exception {
    Report.Result result = run(report(List.of(PlainComputation.HEADER)));

    assertThat(result.delays()).isEqualTo(new DelayReport(0, List.of()));
    assertThat(result.throughput()).isEqualTo(new Throughput(0, 0));
  }

  @Test
  void shouldSortByNameWhenOriginsAreEqual() throws Exception {
    Report.Result result =
        run(
            report(
                List.of(
                    PlainComputation.HEADER,
                    "2001-01-01T00:01,15,1,BBB,XXX",
                    "2001-01-01T00:01,16,1,CCC,XXX",
                    "2001-01-01T00:01,-3,1,CCC,XXX",
                    "2001-01-01T00:01,16,1,AAA,XXX")));

    assertThat(result.delays().origins())
        .containsExactly(
            new DelayReport.OriginDelays("CCC", 2, 6.5, 0.5),
            new DelayReport.OriginDelays("AAA", 1, 16, 1),
            new DelayReport.OriginDelays("BBB", 1, 15, 0));
  }
}
