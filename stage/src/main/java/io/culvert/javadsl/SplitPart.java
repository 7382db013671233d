package io.culvert.javadsl;

import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** A part of a {@link Split}. What its elements are was checked when it was added. */
sealed interface SplitPart {

  String name();

  /** What it is, in one word. */
  String kind();

  record SourcePart(String name, Source<?, ?> source) implements SplitPart {
    @Override
    public String kind() {
      return "source";
    }
  }

  record FlowPart(String name, Flow<?, ?, ?> flow) implements SplitPart {
    @Override
    public String kind() {
      return "flow";
    }
  }

  record SinkPart(String name, Sink<?, ?> sink) implements SplitPart {
    @Override
    public String kind() {
      return "sink";
    }
  }
}
