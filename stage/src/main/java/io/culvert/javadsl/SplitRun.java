package io.culvert.javadsl;

import io.culvert.EdgeSettings;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.javadsl.SplitPart.FlowPart;
import io.culvert.javadsl.SplitPart.SinkPart;
import io.culvert.javadsl.SplitPart.SourcePart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Some parts of a {@link Split} as they come to life: neighbours are joined to one stream, a ring
 * begins or ends it where a neighbour is elsewhere.
 */
final class SplitRun {

  private final ClassicActorSystemProvider system;
  private final RingSettings rings;
  private final String split;
  private final List<SplitPart> parts;
  private final List<SplitEdge> edges;
  private final Set<String> here;

  /** What the parts have materialized, by their names; complete once all streams run. */
  private final Map<String, Object> values = new HashMap<>();

  private final List<CompletionStage<?>> ends = new ArrayList<>();

  SplitRun(
      ClassicActorSystemProvider system,
      RingSettings rings,
      String split,
      List<SplitPart> parts,
      List<SplitEdge> edges,
      Set<String> here) {
    this.system = system;
    this.rings = rings;
    this.split = split;
    this.parts = parts;
    this.edges = edges;
    this.here = here;
  }

  SplitControl start() {
    for (int i = 0; i < edges.size(); i++) {
      if (isCut(i)) {
        requireCodec(i);
      }
    }
    List<Runnable> streams = new ArrayList<>();
    Source<Object, NotUsed> open = null;
    for (int i = 0; i < parts.size(); i++) {
      if (isHere(i)) {
        open = extend(i, open, streams);
      }
    }
    streams.forEach(Runnable::run); // not before all of them are built: building may fail
    return new SplitControl(split, values, ends);
  }

  /** Adds a part to what is built so far; null when that ends the stream. */
  private Source<Object, NotUsed> extend(
      int index, Source<Object, NotUsed> before, List<Runnable> streams) {
    SplitPart part = parts.get(index);
    Source<Object, NotUsed> built = null;
    if (part instanceof SourcePart first) {
      Source<Object, ?> source = untyped(first.source());
      built = source.mapMaterializedValue(value -> note(part, value));
    } else if (part instanceof FlowPart middle) {
      Flow<Object, Object, ?> flow = untyped(middle.flow());
      built = input(index, before).via(flow.mapMaterializedValue(value -> note(part, value)));
    } else if (part instanceof SinkPart last) {
      Sink<Object, ?> sink = untyped(last.sink());
      run(input(index, before), sink.mapMaterializedValue(value -> note(part, value)), streams);
    }
    if (built != null && isCut(index)) {
      run(built, ringSink(edges.get(index)), streams);
      built = null;
    }
    return built;
  }

  private NotUsed note(SplitPart part, Object value) {
    values.put(part.name(), value);
    if (part instanceof SinkPart && value instanceof CompletionStage<?> end) {
      ends.add(end);
    }
    return NotUsed.getInstance();
  }

  private void run(
      Source<Object, NotUsed> source, Sink<Object, NotUsed> sink, List<Runnable> streams) {
    streams.add(() -> ends.add(source.watchTermination(Keep.right()).to(sink).run(system)));
  }

  /** What comes to a part: from a part that runs here, too, or from a ring. */
  private Source<Object, NotUsed> input(int index, Source<Object, NotUsed> before) {
    SplitEdge edge = edges.get(index - 1);
    if (before == null) {
      return RingSource.create(edge.ring(), codec(edge), rings)
          .mapMaterializedValue(control -> NotUsed.getInstance());
    }
    Optional<Codec<Object>> codec = edge.codec().map(SplitRun::untyped);
    return Edge.source(before, codec, EdgeSettings.create(system, edge.ring()));
  }

  private Sink<Object, NotUsed> ringSink(SplitEdge edge) {
    return RingSink.create(edge.ring(), codec(edge), rings)
        .mapMaterializedValue(
            published -> {
              ends.add(published);
              return NotUsed.getInstance();
            });
  }

  private boolean isHere(int part) {
    return here.contains(parts.get(part).name());
  }

  /** Whether only one of its two parts runs here. */
  private boolean isCut(int edge) {
    return edge < edges.size() && isHere(edge) != isHere(edge + 1);
  }

  private void requireCodec(int index) {
    SplitEdge edge = edges.get(index);
    if (edge.codec().isEmpty()) {
      throw new IllegalArgumentException(
          "no codec for an edge between JVMs: edge="
              + edge.name()
              + ", from="
              + parts.get(index).name()
              + ", to="
              + parts.get(index + 1).name()
              + ", split="
              + split
              + "; give the edge a codec, or run both parts together");
    }
  }

  private static Codec<Object> codec(SplitEdge edge) {
    return untyped(edge.codec().orElseThrow());
  }

  /** The types fit: {@link Split} has seen to it when the parts were added. */
  @SuppressWarnings("unchecked")
  private static <T> T untyped(Object typed) {
    return (T) typed;
  }
}
