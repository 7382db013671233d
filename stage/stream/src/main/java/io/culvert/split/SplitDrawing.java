package io.culvert.split;

import io.culvert.annotation.InternalApi;
import io.culvert.split.SplitGraph.Link;

/** Renders a graph of parts. */
@InternalApi
public final class SplitDrawing {

  private SplitDrawing() {}

  /**
   * Renders a flow chart of Mermaid.
   *
   * @param graph the graph
   * @return terminated lines
   */
  public static String mermaid(SplitGraph graph) {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (SplitPart part : graph.parts()) {
      text.append("  %s[\"%s\"]\n".formatted(id(graph, part), mermaid(part.name())));
    }
    for (Link link : graph.links()) {
      text.append(
          "  %s -- \"%s\" --> %s\n"
              .formatted(
                  id(graph, link.writer()), mermaid(link.edge().name()), id(graph, link.reader())));
    }
    return text.toString();
  }

  private static String id(SplitGraph graph, SplitPart part) {
    return "p" + graph.parts().indexOf(part);
  }

  private static String mermaid(String name) {
    return name.replace("#", "#35;").replace("\"", "#quot;");
  }

  /**
   * Renders a graph of Graphviz.
   *
   * @param graph the graph
   * @return terminated lines
   */
  public static String dot(SplitGraph graph) {
    StringBuilder text = new StringBuilder("digraph %s {\n".formatted(dot(graph.name())));
    text.append("  rankdir=LR;\n  node [shape=box];\n");
    for (SplitPart part : graph.parts()) {
      text.append("  %s;\n".formatted(dot(part.name())));
    }
    for (Link link : graph.links()) {
      text.append(
          "  %s -> %s [label=%s];\n"
              .formatted(
                  dot(link.writer().name()), dot(link.reader().name()), dot(link.edge().name())));
    }
    return text.append("}\n").toString();
  }

  private static String dot(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Renders a line for the parts, and one for each edge.
   *
   * @param graph the graph
   * @return terminated lines
   */
  public static String text(SplitGraph graph) {
    StringBuilder text =
        new StringBuilder(
            "split %s: %s\n".formatted(graph.name(), String.join(", ", graph.partNames())));
    for (Link link : graph.links()) {
      text.append(
          "  %s -> %s: edge %s, ring %s, %s\n"
              .formatted(
                  link.writer().name(),
                  link.reader().name(),
                  link.edge().name(),
                  graph.ring(link.edge()),
                  codec(link.edge())));
    }
    return text.toString();
  }

  private static String codec(PartEdge<?> edge) {
    return edge.codec() == null ? "no codec: within one JVM only" : "codec " + edge.codec().name();
  }
}
