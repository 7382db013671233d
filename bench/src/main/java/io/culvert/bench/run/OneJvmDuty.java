package io.culvert.bench.run;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.OneJvm;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Supply;
import io.culvert.bench.work.Tally;
import java.util.List;

/** The only JVM of a throughput trial of a contender that needs no second one. */
public final class OneJvmDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    OneJvm contender = ThroughputDuties.contender(arguments, OneJvm.class);
    Job job = ThroughputDuties.job(arguments);
    Pattern pattern = new Pattern(job.size());
    Supply supply = new Supply(pattern);
    Tally tally = new Tally(pattern);
    Meter meter = new Meter(tally::count);
    channel.on(Jvms.SNAPSHOT, text -> channel.sayJson(Jvms.SNAPSHOT, meter.take()));
    channel.on(Jvms.STOP, text -> supply.stop());
    channel.listen();
    channel.say(Jvms.READY, "");
    contender.run(job, supply, tally);
    if (supply.count() != tally.count()) {
      throw new IllegalStateException(
          "payloads lost: sent=" + supply.count() + ", received=" + tally.count());
    }
    channel.say(Jvms.DONE, String.valueOf(tally.count()));
  }
}
