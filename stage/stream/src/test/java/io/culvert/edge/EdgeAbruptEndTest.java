package io.culvert.edge;

import static io.culvert.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.fixture.StageFixture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The two sides of an edge in different materializers, of which one is shut down: the other side
 * ends with that abrupt termination, neither by completion nor by a plain cancellation.
 */
class EdgeAbruptEndTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private final Materializer ending = Materializer.createMaterializer(fixture.system());
  private Source<Integer, CompletionStage<Done>> upstream;
  private Sink<Integer, EdgeChannel<Integer>> edgeSink;
  private Source<Integer, CompletableFuture<EdgeChannel<Integer>>> edgeSource;

  @BeforeEach
  void createEdge() {
    EdgeQueues<Integer> queues = EdgeQueues.onHeap(EdgeSettings.create(fixture.system()));
    upstream = Source.<Integer>maybe().watchTermination((unused, ended) -> ended);
    edgeSink = Sink.fromGraph(new EdgeSinkStage<>(queues));
    edgeSource = Source.fromGraph(new EdgeSourceStage<>(0));
  }

  private Pair<CompletionStage<Done>, CompletionStage<Done>> run(
      Materializer first, Materializer second) {
    Pair<CompletionStage<Done>, EdgeChannel<Integer>> writing =
        upstream.toMat(edgeSink, Keep.both()).run(first);
    Pair<CompletableFuture<EdgeChannel<Integer>>, CompletionStage<Done>> reading =
        edgeSource.toMat(Sink.ignore(), Keep.both()).run(second);
    reading.first().complete(writing.second());
    return Pair.create(writing.first(), reading.second());
  }

  @Test
  void shouldFailReadingSideWhenWritingSideEndsAbruptly() {
    var running = run(ending, fixture.materializer());
    ending.shutdown();
    assertThat(failure(running.second())).isInstanceOf(AbruptStageTerminationException.class);
  }

  @Test
  void shouldFailWritingSideWhenReadingSideEndsAbruptly() {
    var running = run(fixture.materializer(), ending);
    ending.shutdown();
    assertThat(failure(running.first())).isInstanceOf(AbruptStageTerminationException.class);
  }
}
