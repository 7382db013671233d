package io.culvert.javadsl;

import io.culvert.javadsl.SplitGraph.Link;

/** The plan of a {@link Split}: {@link #toString} is for reading, the others are for drawing. */
public final class SplitPlan {

  private final SplitGraph graph;

  SplitPlan(SplitGraph graph) {
    this.graph = graph;
  }

  /**
   * As a flow chart of Mermaid, which Markdown pages on GitHub draw.
   *
   * @return lines, each with its end
   */
  public String mermaid() {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (SplitPart part : graph.parts()) {
      text.append("  %s[\"%s\"]\n".formatted(id(part), mermaid(part.name())));
    }
    for (Link link : graph.links()) {
      text.append(
          "  %s -- \"%s\" --> %s\n"
              .formatted(id(link.writer()), mermaid(link.edge().name()), id(link.reader())));
    }
    return text.toString();
  }

  private String id(SplitPart part) {
    return "p" + graph.parts().indexOf(part);
  }

  private static String mermaid(String name) {
    return name.replace("#", "#35;").replace("\"", "#quot;");
  }

  /**
   * As a graph of Graphviz.
   *
   * @return lines, each with its end
   */
  public String dot() {
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

  /** As text: a line for the parts, and one for each edge. */
  @Override
  public String toString() {
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
                  link.edge()
                      .codec()
                      .map(codec -> "codec " + codec.name())
                      .orElse("no codec: within one JVM only")));
    }
    return text.toString();
  }
}
