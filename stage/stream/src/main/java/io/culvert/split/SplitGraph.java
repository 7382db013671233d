package io.culvert.split;

import io.culvert.annotation.InternalApi;
import io.culvert.stage.RingRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parts and the edges between them, checked. */
@InternalApi
public final class SplitGraph {

  private final String name;
  private final List<SplitPart> parts;
  private final List<Link> links;

  /** An edge and the two parts that it joins. */
  record Link(PartEdge<?> edge, SplitPart writer, SplitPart reader) {}

  /**
   * Joins parts by their edges.
   *
   * @param name name of the graph: the first part of the names of its rings
   * @param parts the parts
   * @throws IllegalArgumentException if two parts or two edges have the same name, an edge does not
   *     have one writer and one reader, or the name of its ring is not valid
   */
  public SplitGraph(String name, List<SplitPart> parts) {
    this.name = name;
    this.parts = List.copyOf(parts);
    this.links = join();
  }

  private List<Link> join() {
    Map<String, SplitPart> byName = new LinkedHashMap<>();
    Map<String, PartEdge<?>> edges = new LinkedHashMap<>();
    Map<PartEdge<?>, SplitPart> writers = new LinkedHashMap<>();
    Map<PartEdge<?>, SplitPart> readers = new LinkedHashMap<>();
    for (SplitPart part : parts) {
      SplitPart known = byName.put(part.name(), part);
      require(known == null, "two parts with the same name: part=", part);
      part.writes().forEach(edge -> attach(edges, writers, edge, part, "writers"));
      part.reads().forEach(edge -> attach(edges, readers, edge, part, "readers"));
    }
    List<Link> joined = new ArrayList<>();
    for (PartEdge<?> edge : edges.values()) {
      require(writers.containsKey(edge), "edge without a writer: edge=", edge);
      require(readers.containsKey(edge), "edge without a reader: edge=", edge);
      joined.add(new Link(edge, writers.get(edge), readers.get(edge)));
    }
    return List.copyOf(joined);
  }

  private void attach(
      Map<String, PartEdge<?>> edges,
      Map<PartEdge<?>, SplitPart> ends,
      PartEdge<?> edge,
      SplitPart part,
      String role) {
    RingRef.requireName(ring(edge));
    PartEdge<?> known = edges.putIfAbsent(edge.name(), edge);
    require(known == null || known == edge, "two edges with the same name: edge=", edge);
    require(ends.put(edge, part) == null, "edge with two " + role + ": edge=", edge);
  }

  private void require(boolean condition, String problem, Object part) {
    if (!condition) {
      throw new IllegalArgumentException(problem + part + ", split=" + name);
    }
  }

  /** {@return the name of the graph} */
  public String name() {
    return name;
  }

  /** {@return the names of all parts} */
  public List<String> partNames() {
    return parts.stream().map(SplitPart::name).toList();
  }

  List<SplitPart> parts() {
    return parts;
  }

  List<Link> links() {
    return links;
  }

  /** Returns the name of the ring that an edge uses between JVMs. */
  String ring(PartEdge<?> edge) {
    return name + "." + edge.name();
  }
}
