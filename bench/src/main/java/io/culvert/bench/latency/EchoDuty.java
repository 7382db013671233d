package io.culvert.bench.latency;

import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import java.util.List;

/** The JVM of a round trip that sends back what arrives. */
public final class EchoDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    LatencyArguments latency = LatencyArguments.parse(arguments);
    channel.listen();
    RoundTrip.Echo echo = latency.contender().echo(latency.job(), latency.pace());
    channel.say(Worker.READY, echo.address());
    echo.run();
  }
}
