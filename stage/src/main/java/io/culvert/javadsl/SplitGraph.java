package io.culvert.javadsl;

import io.culvert.stage.RingEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a {@link Split} and the edges between them, checked. */
final class SplitGraph {

  private final String name;
  private final List<SplitPart> parts;
  private final List<Link> links;

  /** An edge and the two parts that it joins. */
  record Link(SplitEdge<?> edge, SplitPart writer, SplitPart reader) {}

  private SplitGraph(String name, List<SplitPart> parts, List<Link> links) {
    this.name = name;
    this.parts = parts;
    this.links = links;
  }

  /**
   * Sees whether everything fits.
   *
   * @throws IllegalArgumentException when it does not
   */
  static SplitGraph of(String name, List<SplitPart> parts) {
    Map<String, SplitPart> byName = new LinkedHashMap<>();
    Map<String, SplitEdge<?>> edges = new LinkedHashMap<>();
    Map<SplitEdge<?>, SplitPart> writers = new LinkedHashMap<>();
    Map<SplitEdge<?>, SplitPart> readers = new LinkedHashMap<>();
    for (SplitPart part : parts) {
      require(byName.put(part.name(), part) == null, "two parts of one name: part=", part, name);
      part.writes().forEach(edge -> join(edges, writers, edge, part, "writers", name));
      part.reads().forEach(edge -> join(edges, readers, edge, part, "readers", name));
    }
    List<Link> links = new ArrayList<>();
    for (SplitEdge<?> edge : edges.values()) {
      require(writers.containsKey(edge), "nobody writes: edge=", edge, name);
      require(readers.containsKey(edge), "nobody reads: edge=", edge, name);
      links.add(new Link(edge, writers.get(edge), readers.get(edge)));
    }
    return new SplitGraph(name, List.copyOf(parts), links);
  }

  private static void join(
      Map<String, SplitEdge<?>> edges,
      Map<SplitEdge<?>, SplitPart> ends,
      SplitEdge<?> edge,
      SplitPart part,
      String role,
      String split) {
    RingEnd.requireName(ring(split, edge));
    SplitEdge<?> known = edges.putIfAbsent(edge.name(), edge);
    require(known == null || known == edge, "two edges of one name: edge=", edge, split);
    require(ends.put(edge, part) == null, "two " + role + " of one edge: edge=", edge, split);
  }

  private static void require(boolean condition, String problem, Object what, String split) {
    if (!condition) {
      String named = what instanceof SplitPart part ? part.name() : what.toString();
      throw new IllegalArgumentException(problem + named + ", split=" + split);
    }
  }

  private static String ring(String split, SplitEdge<?> edge) {
    return split + "." + edge.name();
  }

  String name() {
    return name;
  }

  List<SplitPart> parts() {
    return parts;
  }

  List<Link> links() {
    return links;
  }

  /** What the ring of an edge is called. */
  String ring(SplitEdge<?> edge) {
    return ring(name, edge);
  }

  List<String> partNames() {
    return parts.stream().map(SplitPart::name).toList();
  }
}
