package io.culvert.javadsl;

import java.util.List;

/** The plan of a {@link Split}: {@link #toString} is for reading, the others are for drawing. */
public final class SplitPlan {

  private final String split;
  private final List<SplitPart> parts;
  private final List<SplitEdge> edges;

  SplitPlan(String split, List<SplitPart> parts, List<SplitEdge> edges) {
    this.split = split;
    this.parts = parts;
    this.edges = edges;
  }

  /**
   * As a flow chart of Mermaid, which Markdown pages on GitHub draw.
   *
   * @return lines, each with its end
   */
  public String mermaid() {
    StringBuilder text = new StringBuilder("flowchart LR\n");
    for (int i = 0; i < parts.size(); i++) {
      text.append("  p%d[\"%s\"]\n".formatted(i, mermaid(parts.get(i).name())));
    }
    for (int i = 0; i < edges.size(); i++) {
      text.append("  p%d -- \"%s\" --> p%d\n".formatted(i, mermaid(edges.get(i).name()), i + 1));
    }
    return text.toString();
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
    StringBuilder text = new StringBuilder("digraph %s {\n".formatted(dot(split)));
    text.append("  rankdir=LR;\n  node [shape=box];\n");
    for (int i = 0; i < edges.size(); i++) {
      text.append(
          "  %s -> %s [label=%s];\n"
              .formatted(
                  dot(parts.get(i).name()),
                  dot(parts.get(i + 1).name()),
                  dot(edges.get(i).name())));
    }
    return text.append("}\n").toString();
  }

  private static String dot(String name) {
    return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** As text: a line for each part, and between them one for each edge. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("split " + split + "\n");
    for (int i = 0; i < parts.size(); i++) {
      SplitPart part = parts.get(i);
      text.append("  %s %s\n".formatted(part.kind(), part.name()));
      if (i < edges.size()) {
        SplitEdge edge = edges.get(i);
        text.append(
            "    edge %s: ring %s, %s\n"
                .formatted(
                    edge.name(),
                    edge.ring(),
                    edge.codec()
                        .map(codec -> "codec " + codec.name())
                        .orElse("no codec: within one JVM only")));
      }
    }
    return text.toString();
  }
}
