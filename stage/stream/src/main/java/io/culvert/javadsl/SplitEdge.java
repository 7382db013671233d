package io.culvert.javadsl;

import io.culvert.codec.Codec;
import io.culvert.codec.Encoding;
import io.culvert.split.PartEdge;
import java.util.Optional;

/**
 * An edge between two parts of a {@link Split}: one part writes to it, another reads from it.
 * {@link Split#edge} creates it.
 *
 * @param <T> the type of the elements
 */
public final class SplitEdge<T> {

  private final PartEdge<T> edge;

  SplitEdge(String name, Encoding<T> encoding) {
    this.edge = new PartEdge<>(name, encoding);
  }

  PartEdge<T> edge() {
    return edge;
  }

  /** {@return the edge's name} */
  public String name() {
    return edge.name();
  }

  /** {@return the codec; empty if the edge stays in one JVM} */
  public Optional<Codec<T>> codec() {
    return Optional.ofNullable(edge.codec());
  }

  @Override
  public String toString() {
    return name();
  }
}
