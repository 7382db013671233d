package io.culvert.bench.throughput;

import io.culvert.bench.contender.TwoJvms;
import io.culvert.bench.jvm.Allocation;
import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Tally;
import java.util.List;

/** The receiving JVM of a pair. */
public final class ReceiverDuty implements Duty {

  @Override
  public void run(List<String> words, Channel channel) throws Exception {
    ThroughputArguments arguments = ThroughputArguments.parse(words);
    TwoJvms contender = arguments.make(TwoJvms.class);
    Tally tally = new Tally(new Pattern(arguments.job().size()), arguments.counter(), 0);
    Allocation.answerOn(channel);
    channel.listen();
    TwoJvms.Receiving receiver = contender.receiver(arguments.job());
    channel.say(Worker.READY, receiver.address());
    receiver.run(tally);
    channel.say(Worker.DONE, String.valueOf(tally.count()));
  }
}
