package io.culvert;

import java.util.Objects;
import org.apache.pekko.stream.Attributes;

/**
 * Attributes of the part of a graph that an {@code Edge} surrounds. They take precedence over the
 * settings. They must be added to the part before the edge is, because an edge reads them when the
 * graph is built.
 */
public final class EdgeAttributes {

  private EdgeAttributes() {}

  /**
   * Chooses the memory of the edge.
   *
   * @param memory the memory
   * @return the attribute
   */
  public static Attributes memory(EdgeTransport memory) {
    return Attributes.none().and(new Memory(memory));
  }

  /**
   * Applies attributes to settings: {@link #memory}, and Pekko's input buffer, whose maximum
   * becomes the capacity.
   *
   * @param settings the settings
   * @param attributes the attributes of the part
   * @return the changed settings
   */
  public static EdgeSettings apply(EdgeSettings settings, Attributes attributes) {
    Objects.requireNonNull(settings, "settings");
    EdgeSettings changed =
        attributes
            .getAttribute(Memory.class)
            .map(Memory::memory)
            .map(settings::withMemory)
            .orElse(settings);
    return attributes
        .getAttribute(Attributes.InputBuffer.class)
        .map(Attributes.InputBuffer::max)
        .map(changed::withCapacity)
        .orElse(changed);
  }

  private record Memory(EdgeTransport memory) implements Attributes.Attribute {
    Memory {
      Objects.requireNonNull(memory, "memory");
    }
  }
}
