package io.culvert.bench.throughput;

import io.culvert.bench.contender.OneJvm;
import io.culvert.bench.jvm.Allocation;
import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Supply;
import io.culvert.bench.work.Tally;
import java.util.List;

/** The only JVM of a contender that needs no second one. */
public final class OneJvmDuty implements Duty {

  @Override
  public void run(List<String> words, Channel channel) throws Exception {
    ThroughputArguments arguments = ThroughputArguments.parse(words);
    OneJvm contender = arguments.make(OneJvm.class);
    Pattern pattern = new Pattern(arguments.job().size());
    Supply supply = new Supply(pattern);
    Tally tally = new Tally(pattern, arguments.counter(), 0);
    Allocation.answerOn(channel);
    channel.on(Worker.STOP, text -> supply.stop());
    channel.listen();
    channel.say(Worker.READY, "");
    contender.run(arguments.job(), supply, tally);
    if (supply.count() != tally.count()) {
      throw new IllegalStateException(
          "payloads lost: sent=" + supply.count() + ", received=" + tally.count());
    }
    channel.say(Worker.DONE, String.valueOf(tally.count()));
  }
}
