package io.culvert.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codecs;
import io.culvert.codec.Encoding;
import io.culvert.codec.Offload;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.Edge;
import io.culvert.testing.Await;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.ClosedShape;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.UniformFanOutShape;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Elements that are left in an edge after its reader has cancelled can be garbage collected, even
 * if both sides continue to run other streams.
 */
class EdgeLeftoversTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int CAPACITY = 8;

  /** More than the edge and its neighbours can hold. */
  private static final int COUNT = 100;

  private final ConcurrentLinkedQueue<WeakReference<Object>> sent = new ConcurrentLinkedQueue<>();
  private final Materializer materializer = Materializer.createMaterializer(fixture.system());
  private final AtomicInteger passed = new AtomicInteger();

  private static Stream<Arguments> edges() {
    Encoding<Object> integers = Offload.only(Integer.class, Codecs.int32());
    return Stream.of(EdgeTransport.HEAP, EdgeTransport.SHARED)
        .map(memory -> Arguments.of(memory, integers));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void shouldNotRetainElementsWhenReaderHasCancelled(EdgeTransport memory, Encoding<Object> codec) {
    UniqueKillSwitch ending = run(memory, codec);
    Await.until(() -> sent.size() > CAPACITY, () -> "sent=" + sent.size());
    System.gc();
    assertThat(alive()).isGreaterThanOrEqualTo(CAPACITY); // the edge is full
    ending.shutdown();
    Await.until(() -> passed.get() == COUNT, () -> "passed=" + passed);
    Await.until(
        () -> {
          System.gc();
          return alive() == 0;
        },
        () -> "alive=" + alive());
    materializer.shutdown(); // nothing else ends the streams
  }

  private long alive() {
    return sent.stream().filter(reference -> reference.get() != null).count();
  }

  /** The edge is parallel to a stream that continues, and followed by one that does. */
  private UniqueKillSwitch run(EdgeTransport memory, Encoding<Object> codec) {
    EdgeSettings settings =
        EdgeSettings.create(fixture.system())
            .withMemory(memory)
            .withCapacity(CAPACITY)
            .withRing(fixture.settings());
    Source<Object, NotUsed> objects =
        Source.range(1, COUNT)
            .map(
                number -> {
                  Object object = new Object();
                  sent.add(new WeakReference<>(object));
                  return object;
                })
            .concat(Source.maybe());
    Sink<Object, UniqueKillSwitch> notTaking =
        Flow.<Object>create()
            .viaMat(KillSwitches.single(), Keep.right())
            .concatLazy(Source.maybe())
            .to(fixture.subscriber());
    return RunnableGraph.fromGraph(
            GraphDSL.create(
                Edge.sink(notTaking, codec, settings),
                (builder, edge) -> {
                  UniformFanOutShape<Object, Object> both = builder.add(Broadcast.create(2, false));
                  builder.from(builder.add(objects)).viaFanOut(both).to(edge);
                  builder
                      .from(both)
                      .to(builder.add(Sink.foreach(object -> passed.incrementAndGet())));
                  return ClosedShape.getInstance();
                }))
        .run(materializer);
  }
}
