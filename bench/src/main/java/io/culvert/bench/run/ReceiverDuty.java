package io.culvert.bench.run;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Tally;
import java.util.List;

/** The receiving JVM of a throughput trial. */
public final class ReceiverDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    TwoJvms contender = ThroughputDuties.contender(arguments, TwoJvms.class);
    Job job = ThroughputDuties.job(arguments);
    Tally tally = new Tally(new Pattern(job.size()));
    Meter meter = new Meter(tally::count);
    channel.on(Jvms.SNAPSHOT, text -> channel.sayJson(Jvms.SNAPSHOT, meter.take()));
    channel.listen();
    TwoJvms.Receiving receiver = contender.receiver(job);
    channel.say(Jvms.READY, receiver.address());
    receiver.run(tally);
    channel.say(Jvms.DONE, String.valueOf(tally.count()));
  }
}
