package io.culvert.javadsl;

import io.culvert.EdgeTransport;
import io.culvert.codec.Codec;
import io.culvert.codec.Encoding;
import io.culvert.codec.Offload;
import io.culvert.fixture.StageFixture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;

/** The contract of in-JVM edges that leave about every third element on the heap. */
class MixedEdgeTest extends InJvmEdgeContract {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  static Stream<Arguments> ownEdges() {
    return edges();
  }

  static Stream<Arguments> edges() {
    return Stream.of(Place.values()).map(place -> Arguments.of(place, EdgeTransport.SHARED));
  }

  @Override
  StageFixture fixture() {
    return fixture;
  }

  /** Encodes, among others, the texts "a" and "b", as some tests require. */
  @Override
  <T> Encoding<T> codecFor(Codec<T> codec) {
    return Offload.only((T element) -> element.hashCode() % 3 != 0, codec);
  }
}
