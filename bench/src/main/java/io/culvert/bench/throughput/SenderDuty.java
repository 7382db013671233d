package io.culvert.bench.throughput;

import io.culvert.bench.contender.TwoJvms;
import io.culvert.bench.jvm.Allocation;
import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Supply;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The sending JVM of a pair. */
public final class SenderDuty implements Duty {

  @Override
  public void run(List<String> words, Channel channel) throws Exception {
    ThroughputArguments arguments = ThroughputArguments.parse(words);
    TwoJvms contender = arguments.make(TwoJvms.class);
    Supply supply = new Supply(new Pattern(arguments.job().size()));
    CompletableFuture<String> address = new CompletableFuture<>();
    Allocation.answerOn(channel);
    channel.on(Worker.START, address::complete);
    channel.on(Worker.STOP, text -> supply.stop());
    channel.listen();
    TwoJvms.Sending sender = contender.sender(arguments.job());
    channel.say(Worker.READY, "");
    sender.run(address.join(), supply);
    channel.say(Worker.DONE, String.valueOf(supply.count()));
  }
}
