package io.culvert.javadsl;

import io.culvert.EdgeTransport;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A graph behaves the same with an edge as without, wherever the edge is. */
abstract class InJvmEdgeContract
    implements InJvmEdgeDeliveryContract, InJvmEdgeEndContract, InJvmEdgePartContract {

  /** The edges that are not Pekko's own asynchronous boundary. */
  static Stream<Arguments> ownEdges() {
    return edges().filter(edge -> edge.get()[1] != EdgeTransport.ASYNC);
  }

  static Stream<Arguments> edges() {
    return Stream.of(Place.values())
        .flatMap(
            place -> Stream.of(EdgeTransport.values()).map(memory -> Arguments.of(place, memory)));
  }
}
