package io.culvert.split;

import io.culvert.annotation.InternalApi;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Connects the graph of a part to its edges. */
@InternalApi
public interface PartPorts {

  /** Returns a source of the elements that an edge brings to the part, to be used once. */
  <T> Source<T, NotUsed> from(PartEdge<T> edge);

  /** Returns a sink for the elements that an edge takes from the part, to be used once. */
  <T> Sink<T, NotUsed> to(PartEdge<T> edge);
}
