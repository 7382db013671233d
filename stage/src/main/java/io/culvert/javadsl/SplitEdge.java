package io.culvert.javadsl;

import io.culvert.codec.Codec;
import io.culvert.stage.RingEnd;
import java.util.Optional;

/** An edge of a {@link Split}, with the name of its ring. */
record SplitEdge(String name, String ring, Optional<? extends Codec<?>> codec) {

  static SplitEdge of(String split, String edge, Optional<? extends Codec<?>> codec) {
    String ring = split + "." + edge;
    RingEnd.requireName(ring);
    return new SplitEdge(edge, ring, codec);
  }
}
