package io.culvert.bench.cost;

import io.culvert.bench.contender.Systems;
import io.culvert.bench.run.Channel;
import io.culvert.bench.run.Duty;
import io.culvert.bench.run.Jvms;
import io.culvert.bench.run.Meter;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Tally;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorSystem;

/** The JVM with the sources of many edges. */
public final class EdgesReaderDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    EdgesJob job = EdgesJob.parse(arguments);
    Pattern pattern = new Pattern(job.size());
    List<Tally> tallies = Stream.generate(() -> new Tally(pattern)).limit(job.edges()).toList();
    Meter meter = new Meter(() -> tallies.stream().mapToLong(Tally::count).sum());
    CountDownLatch start = new CountDownLatch(1);
    channel.on(Jvms.SNAPSHOT, text -> channel.sayJson(Jvms.SNAPSHOT, meter.take()));
    channel.on(EdgesJob.HEAP, text -> channel.say(EdgesJob.HEAP, EdgesJob.liveHeapBytes()));
    channel.on(Jvms.START, text -> start.countDown());
    channel.listen();
    ActorSystem system = Systems.create();
    channel.say(Jvms.READY, "");
    start.await();
    CountDownLatch attached = new CountDownLatch(job.edges());
    for (int edge = 0; edge < job.edges(); edge++) {
      RingSource.create(EdgesJob.ring(edge), Codecs.bytes(), job.settings(system))
          .runForeach(tellingOfFirst(tallies.get(edge), attached)::accept, system)
          .whenComplete(EdgesJob::onEnd);
    }
    attached.await();
    channel.say(EdgesJob.ATTACHED, String.valueOf(System.nanoTime()));
  }

  private static Consumer<byte[]> tellingOfFirst(Tally tally, CountDownLatch attached) {
    return payload -> {
      if (tally.count() == 0) {
        attached.countDown();
      }
      tally.accept(payload);
    };
  }
}
