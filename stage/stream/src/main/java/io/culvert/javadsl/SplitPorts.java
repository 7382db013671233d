package io.culvert.javadsl;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Connects the graph of a part of a {@link Split} to its edges. */
public interface SplitPorts {

  /**
   * Returns the end of an edge that the part reads.
   *
   * @param <T> the type of the elements
   * @param edge the edge
   * @return a source, to be used once
   */
  <T> Source<T, NotUsed> from(SplitEdge<T> edge);

  /**
   * Returns the end of an edge that the part writes.
   *
   * @param <T> the type of the elements
   * @param edge the edge
   * @return a sink, to be used once
   */
  <T> Sink<T, NotUsed> to(SplitEdge<T> edge);
}
