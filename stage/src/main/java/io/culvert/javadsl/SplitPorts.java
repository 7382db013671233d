package io.culvert.javadsl;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Where a part of a {@link Split} meets its edges. For the function that makes its graph. */
public interface SplitPorts {

  /**
   * The end of an edge that this part reads.
   *
   * @param <T> the type of the elements
   * @param edge the edge
   * @return a source to be used once
   */
  <T> Source<T, NotUsed> from(SplitEdge<T> edge);

  /**
   * The end of an edge that this part writes.
   *
   * @param <T> the type of the elements
   * @param edge the edge
   * @return a sink to be used once
   */
  <T> Sink<T, NotUsed> to(SplitEdge<T> edge);
}
