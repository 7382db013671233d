package io.culvert;

import java.util.Objects;
import org.apache.pekko.stream.Attributes;

/**
 * Attributes of the part of a graph that an {@code Edge} is put around. They take precedence over
 * the settings. To be added to the part before the edge is: how an edge runs is decided when the
 * graph is built.
 */
public final class EdgeAttributes {

  private EdgeAttributes() {}

  /**
   * What the edge is made of.
   *
   * @param memory what joins the part to the rest of the graph
   * @return attributes
   */
  public static Attributes memory(EdgeMemory memory) {
    return Attributes.none().and(new Memory(memory));
  }

  /**
   * Settings with what attributes change in them: {@link #memory}, and Pekko's input buffer, whose
   * maximum bounds the capacity.
   *
   * @param settings the settings
   * @param attributes those of the part
   * @return changed settings
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

  private record Memory(EdgeMemory memory) implements Attributes.Attribute {
    Memory {
      Objects.requireNonNull(memory, "memory");
    }
  }
}
