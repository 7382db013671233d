package io.culvert.bench.latency;

import io.culvert.bench.jvm.Channel;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Pinger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/** The JVM of a round trip that sends requests and measures the time until each reply. */
public final class PingDuty implements Duty {

  @Override
  public void run(List<String> arguments, Channel channel) throws Exception {
    LatencyArguments latency = LatencyArguments.parse(arguments);
    CompletableFuture<String> address = new CompletableFuture<>();
    channel.on(Worker.START, address::complete);
    channel.listen();
    Pinger pinger =
        new Pinger(
            new Pattern(latency.job().size()),
            latency.perSecond(),
            latency.warmUp(),
            latency.window());
    latency.contender().ping(latency.job(), latency.pace(), address.join(), pinger);
    channel.say(Worker.DONE, encoded(pinger.histogram()));
  }

  private static String encoded(Histogram histogram) {
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }
}
