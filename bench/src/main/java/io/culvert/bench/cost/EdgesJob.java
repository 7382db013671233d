package io.culvert.bench.cost;

import io.culvert.RingSettings;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;

/**
 * What the two JVMs with many edges are given.
 *
 * @param directory of the rings
 * @param edges how many
 * @param size bytes of each payload
 * @param capacity of each ring in bytes
 * @param load what goes through them
 */
record EdgesJob(Path directory, int edges, int size, int capacity, Load load) {

  /** The child is to collect its garbage, and answers with the bytes that are left on its heap. */
  static final String HEAP = "heap";

  /** The first payload has come through every edge. */
  static final String ATTACHED = "attached";

  /** What goes through edges. */
  enum Load {
    /** One payload, to begin with. */
    IDLE,
    /** As many as get through. */
    BUSY
  }

  static EdgesJob parse(List<String> arguments) {
    return new EdgesJob(
        Path.of(arguments.get(0)),
        Integer.parseInt(arguments.get(1)),
        Integer.parseInt(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Load.valueOf(arguments.get(4)));
  }

  List<String> format() {
    return List.of(
        directory.toString(),
        String.valueOf(edges),
        String.valueOf(size),
        String.valueOf(capacity),
        load.name());
  }

  static String ring(int edge) {
    return "edge-" + edge;
  }

  RingSettings settings(ActorSystem system) {
    return RingSettings.create(system).withDirectory(directory).withCapacity(capacity);
  }

  static String liveHeapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return String.valueOf(runtime.totalMemory() - runtime.freeMemory());
  }
}
