package io.culvert.javadsl;

import io.culvert.split.SplitDrawing;
import io.culvert.split.SplitGraph;

/** Parts and edges of a {@link Split}, as text or as the source of a picture. */
public final class SplitPlan {

  private final SplitGraph graph;

  SplitPlan(SplitGraph graph) {
    this.graph = graph;
  }

  /** {@return a flow chart of Mermaid, which GitHub draws in Markdown pages; terminated lines} */
  public String mermaid() {
    return SplitDrawing.mermaid(graph);
  }

  /** {@return a graph of Graphviz; terminated lines} */
  public String dot() {
    return SplitDrawing.dot(graph);
  }

  /** Returns text: a line for the parts, and one for each edge. */
  @Override
  public String toString() {
    return SplitDrawing.text(graph);
  }
}
