package io.culvert.bench.contender.pekko;

import io.culvert.bench.work.Pinger;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;

/** The pinger as a stream: replies come in, requests go out. */
public final class Pings {

  private Pings() {}

  /** Returns a flow that passes replies to a pinger, and materializes a future of its end. */
  public static Flow<byte[], byte[], CompletionStage<Done>> flow(Pinger pinger) {
    Source<byte[], NotUsed> first =
        Source.lazySource(() -> Source.single(pinger.first()))
            .mapMaterializedValue(m -> NotUsed.getInstance());
    return Flow.<byte[]>create()
        .map(pinger::next)
        .prepend(first)
        .takeWhile(request -> !Pinger.isEnd(request))
        .watchTermination(Keep.right());
  }
}
