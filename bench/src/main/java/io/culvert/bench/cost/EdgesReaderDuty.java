package io.culvert.bench.cost;

import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Tally;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.pekko.actor.ActorSystem;

/** The JVM with the sources of many edges. */
public final class EdgesReaderDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    EdgesJob job = EdgesJob.parse(arguments);
    Pattern pattern = new Pattern(job.size());
    Counters counters = job.counters();
    ActorSystem system = EdgesJob.begin(channel);
    CountDownLatch attached = new CountDownLatch(job.edges());
    for (int edge = 0; edge < job.edges(); edge++) {
      Consumer<byte[]> receiver = signalFirst(new Tally(pattern, counters, edge), attached);
      RingSource.create(EdgesJob.ring(edge), Codecs.bytes(), job.settings(system))
          .runForeach(receiver::accept, system)
          .whenComplete(EdgesJob::onEnd);
    }
    attached.await();
    channel.say(EdgesJob.ATTACHED, String.valueOf(System.nanoTime()));
  }

  private static Consumer<byte[]> signalFirst(Tally tally, CountDownLatch attached) {
    return payload -> {
      if (tally.count() == 0) {
        attached.countDown();
      }
      tally.accept(payload);
    };
  }
}
