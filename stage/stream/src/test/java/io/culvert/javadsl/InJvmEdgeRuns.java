package io.culvert.javadsl;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.codec.Encoding;
import io.culvert.fixture.StageFixture;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;

/** Runs graphs with an edge inside one JVM. */
interface InJvmEdgeRuns {

  /** The place of the edge in the graph. */
  enum Place {
    SOURCE {
      @Override
      <T, U, D> Pair<U, D> run(
          Source<T, U> upstream,
          Flow<T, T, NotUsed> inner,
          Sink<T, D> downstream,
          Encoding<T> codec,
          EdgeSettings settings,
          Materializer materializer) {
        return Edge.source(upstream.via(inner), codec, settings)
            .toMat(downstream, Keep.both())
            .run(materializer);
      }
    },
    SINK {
      @Override
      <T, U, D> Pair<U, D> run(
          Source<T, U> upstream,
          Flow<T, T, NotUsed> inner,
          Sink<T, D> downstream,
          Encoding<T> codec,
          EdgeSettings settings,
          Materializer materializer) {
        return upstream
            .toMat(Edge.sink(inner.toMat(downstream, Keep.right()), codec, settings), Keep.both())
            .run(materializer);
      }
    },
    FLOW {
      @Override
      <T, U, D> Pair<U, D> run(
          Source<T, U> upstream,
          Flow<T, T, NotUsed> inner,
          Sink<T, D> downstream,
          Encoding<T> codec,
          EdgeSettings settings,
          Materializer materializer) {
        return upstream
            .via(Edge.flow(inner, codec, codec, settings))
            .toMat(downstream, Keep.both())
            .run(materializer);
      }
    };

    /** Runs the graph; the inner flow is in the part beyond the edge. */
    abstract <T, U, D> Pair<U, D> run(
        Source<T, U> upstream,
        Flow<T, T, NotUsed> inner,
        Sink<T, D> downstream,
        Encoding<T> codec,
        EdgeSettings settings,
        Materializer materializer);
  }

  int CAPACITY = 8;

  StageFixture fixture();

  /** Returns the codec with which the elements of a test cross the edge. */
  default <T> Encoding<T> codecFor(Codec<T> codec) {
    return codec;
  }

  default EdgeSettings settings(EdgeTransport memory) {
    return EdgeSettings.create(fixture().system())
        .withMemory(memory)
        .withCapacity(CAPACITY)
        .withRing(fixture().settings());
  }

  default <T, U, D> Pair<U, D> run(
      Place place,
      EdgeTransport memory,
      Source<T, U> upstream,
      Flow<T, T, NotUsed> inner,
      Sink<T, D> downstream,
      Codec<T> codec) {
    return place.run(
        upstream, inner, downstream, codecFor(codec), settings(memory), fixture().materializer());
  }

  default <U, D> Pair<U, D> run(
      Place place,
      EdgeTransport memory,
      Source<Integer, U> upstream,
      Flow<Integer, Integer, NotUsed> inner,
      Sink<Integer, D> downstream) {
    return run(place, memory, upstream, inner, downstream, Codecs.int32());
  }

  default Pair<TestPublisher.Probe<String>, TestSubscriber.Probe<String>> probes(
      Place place, EdgeTransport memory) {
    return run(
        place, memory, fixture().upstream(), Flow.create(), fixture().downstream(), Codecs.utf8());
  }
}
