package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** A stream in one actor system, with or without a boundary between its two halves. */
final class InOneSystem implements OneJvm {

  private final UnaryOperator<Source<byte[], NotUsed>> boundary;

  private InOneSystem(UnaryOperator<Source<byte[], NotUsed>> boundary) {
    this.boundary = boundary;
  }

  /** Without any: one thread does it all. */
  static InOneSystem fused() {
    return new InOneSystem(source -> source);
  }

  /** With Pekko's own: two actors. */
  static InOneSystem async() {
    return new InOneSystem(Source::async);
  }

  @Override
  public void run(Job job, Iterator<byte[]> payloads, Consumer<byte[]> consumer) {
    ActorSystem system = Systems.create();
    boundary
        .apply(Source.fromIterator(() -> payloads))
        .runForeach(consumer::accept, system)
        .toCompletableFuture()
        .join();
  }
}
