package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.ReadResult;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.Await;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A ring beside an edge is left to a successor when the materializer is shut down, whichever side
 * of the edge ends first.
 */
class EdgeBesideRingTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int ROUNDS = 20;

  private static EdgeSettings settings(EdgeTransport memory) {
    return EdgeSettings.create(fixture.system()).withMemory(memory).withRing(fixture.settings());
  }

  @ParameterizedTest
  @EnumSource(value = EdgeTransport.class, mode = Mode.EXCLUDE, names = "ASYNC")
  void shouldNotCancelRingOfSourceBeforeEdgeOnShutdown(EdgeTransport memory) {
    for (int i = 0; i < ROUNDS; i++) {
      String name = fixture.newName();
      fixture.ringStays(name);
      RawRing ring = fixture.raw(name);
      assertThat(ring.offer("a")).isTrue();
      Materializer ending = Materializer.createMaterializer(fixture.system());
      Pair<RingControl, TestSubscriber.Probe<String>> running =
          fixture
              .source(name)
              .toMat(Edge.sink(fixture.downstream(), Codecs.utf8(), settings(memory)), Keep.both())
              .run(ending);
      running.second().request(2).expectNext("a");
      ending.shutdown();
      assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
      assertThat(ring.file().readerState()).isEqualTo(RoleStatus.DETACHED);
    }
  }

  @ParameterizedTest
  @EnumSource(value = EdgeTransport.class, mode = Mode.EXCLUDE, names = "ASYNC")
  void shouldNotPublishEndOfSinkAfterEdgeOnShutdown(EdgeTransport memory) {
    for (int i = 0; i < ROUNDS; i++) {
      String name = fixture.newName();
      fixture.ringStays(name);
      RawRing ring = fixture.raw(name);
      Materializer ending = Materializer.createMaterializer(fixture.system());
      CompletionStage<Done> sent =
          Edge.source(Source.single("a").concat(Source.maybe()), Codecs.utf8(), settings(memory))
              .runWith(fixture.sink(name), ending);
      assertThat(ring.read()).isEqualTo("a");
      ending.shutdown();
      assertThat(failure(sent)).isInstanceOf(AbruptStreamTerminationException.class);
      Await.until(() -> !ring.hasWriter(), () -> "the writer does not release its role");
      assertThat(ring.reader().read()).isEqualTo(ReadResult.EMPTY);
    }
  }
}
