package io.culvert.split;

import io.culvert.annotation.InternalApi;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Connects the graph of a part to its edges. */
@InternalApi
public interface PartPorts {

  /**
   * Returns the end of an edge that the part reads.
   *
   * @param <T> the type of the elements
   * @param edge the edge
   * @return a source, to be used once
   */
  <T> Source<T, NotUsed> from(PartEdge<T> edge);

  /**
   * Returns the end of an edge that the part writes.
   *
   * @param <T> the type of the elements
   * @param edge the edge
   * @return a sink, to be used once
   */
  <T> Sink<T, NotUsed> to(PartEdge<T> edge);
}
