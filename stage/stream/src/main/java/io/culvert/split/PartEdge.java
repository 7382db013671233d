package io.culvert.split;

import io.culvert.annotation.InternalApi;
import io.culvert.codec.Codec;
import io.culvert.codec.Encoding;
import java.util.Objects;

/** An edge between two parts. Two edges are the same only if they are one object. */
@InternalApi
public final class PartEdge<T> {

  private final String name;
  private final Encoding<T> encoding;

  /**
   * Creates an edge.
   *
   * @param name its name
   * @param encoding encodes its elements; null if nothing does
   */
  public PartEdge(String name, Encoding<T> encoding) {
    this.name = Objects.requireNonNull(name, "name");
    this.encoding = encoding;
  }

  /** {@return the edge's name} */
  public String name() {
    return name;
  }

  /** {@return the codec; null if the edge stays in one JVM} */
  public Codec<T> codec() {
    return encoding instanceof Codec<T> codec ? codec : null;
  }

  Encoding<T> encoding() {
    return encoding;
  }

  @Override
  public String toString() {
    return name;
  }
}
