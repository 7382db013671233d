package io.culvert.javadsl;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Connects the graph of a part of a {@link Split} to its edges. */
public interface SplitPorts {

  /**
   * {@return a source of the elements that an edge brings to the part, to be used once}
   *
   * @param <T> the type of the elements
   * @param edge the edge
   */
  <T> Source<T, NotUsed> from(SplitEdge<T> edge);

  /**
   * {@return a sink for the elements that an edge takes from the part, to be used once}
   *
   * @param <T> the type of the elements
   * @param edge the edge
   */
  <T> Sink<T, NotUsed> to(SplitEdge<T> edge);
}
