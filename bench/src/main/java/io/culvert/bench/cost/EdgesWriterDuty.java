package io.culvert.bench.cost;

import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Supply;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Source;

/** The JVM with the sinks of many edges. */
public final class EdgesWriterDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    EdgesJob job = EdgesJob.parse(arguments);
    Pattern pattern = new Pattern(job.size());
    ActorSystem system = EdgesJob.begin(channel);
    for (int edge = 0; edge < job.edges(); edge++) {
      payloads(job, pattern)
          .runWith(
              RingSink.create(EdgesJob.ring(edge), Codecs.bytes(), job.settings(system)), system)
          .whenComplete(EdgesJob::onEnd);
    }
  }

  private static Source<byte[], ?> payloads(EdgesJob job, Pattern pattern) {
    Supply supply = new Supply(pattern);
    return switch (job.load()) {
      case IDLE -> Source.single(supply.next()).concat(Source.maybe());
      case BUSY -> Source.fromIterator(() -> supply);
      case BURSTS ->
          Source.tick(Duration.ZERO, EdgesJob.PAUSE, job.burst())
              .mapConcat(burst -> Stream.generate(supply::next).limit(burst).toList());
    };
  }
}
