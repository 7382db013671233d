package io.culvert.bench.run;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Supply;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The sending JVM of a throughput trial. */
public final class SenderDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    TwoJvms contender = ThroughputDuties.contender(arguments, TwoJvms.class);
    Job job = ThroughputDuties.job(arguments);
    Supply supply = new Supply(new Pattern(job.size()));
    Meter meter = new Meter(() -> 0);
    CompletableFuture<String> address = new CompletableFuture<>();
    channel.on(Jvms.SNAPSHOT, text -> channel.sayJson(Jvms.SNAPSHOT, meter.take()));
    channel.on(Jvms.START, address::complete);
    channel.on(Jvms.STOP, text -> supply.stop());
    channel.listen();
    TwoJvms.Sending sender = contender.sender(job);
    channel.say(Jvms.READY, "");
    sender.run(address.join(), supply);
    channel.say(Jvms.DONE, String.valueOf(supply.count()));
  }
}
