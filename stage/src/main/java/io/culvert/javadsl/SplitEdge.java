package io.culvert.javadsl;

import io.culvert.codec.Codec;
import java.util.Objects;
import java.util.Optional;

/**
 * An edge between two parts of a {@link Split}: one writes it, one reads it. {@link Split#edge}
 * makes one.
 *
 * @param <T> the type of the elements
 */
public final class SplitEdge<T> {

  private final String name;
  private final Optional<Codec<T>> codec;

  SplitEdge(String name, Optional<Codec<T>> codec) {
    this.name = Objects.requireNonNull(name, "name");
    this.codec = codec;
  }

  /**
   * What it is called.
   *
   * @return its name
   */
  public String name() {
    return name;
  }

  /**
   * How its elements become bytes.
   *
   * @return the codec; none when it stays in one JVM
   */
  public Optional<Codec<T>> codec() {
    return codec;
  }

  @Override
  public String toString() {
    return name;
  }
}
