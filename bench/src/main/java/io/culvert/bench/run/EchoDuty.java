package io.culvert.bench.run;

import io.culvert.bench.contender.RoundTrip;
import java.util.List;

/** The JVM of a round trip that sends back what comes. */
public final class EchoDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    LatencyArguments latency = LatencyArguments.parse(arguments);
    Meter meter = new Meter(() -> 0);
    channel.on(Jvms.SNAPSHOT, text -> channel.sayJson(Jvms.SNAPSHOT, meter.take()));
    channel.listen();
    RoundTrip.Echo echo = latency.contender().echo(latency.job(), latency.pace());
    channel.say(Jvms.READY, echo.address());
    echo.run();
  }
}
