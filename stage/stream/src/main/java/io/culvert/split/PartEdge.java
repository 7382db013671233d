package io.culvert.split;

import io.culvert.annotation.InternalApi;
import io.culvert.codec.Codec;
import java.util.Objects;

/**
 * An edge between two parts. Two edges are the same only if they are one object.
 *
 * @param <T> the type of the elements
 */
@InternalApi
public final class PartEdge<T> {

  private final String name;
  private final Codec<T> codec;

  /**
   * Creates an edge.
   *
   * @param name its name
   * @param codec encodes its elements; null if the edge stays in one JVM
   */
  public PartEdge(String name, Codec<T> codec) {
    this.name = Objects.requireNonNull(name, "name");
    this.codec = codec;
  }

  /** {@return the edge's name} */
  public String name() {
    return name;
  }

  /** {@return the codec; null if the edge stays in one JVM} */
  public Codec<T> codec() {
    return codec;
  }

  @Override
  public String toString() {
    return name;
  }
}
