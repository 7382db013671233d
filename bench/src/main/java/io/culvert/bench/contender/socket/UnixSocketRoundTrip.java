package io.culvert.bench.contender.socket;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.work.Pinger;
import java.io.IOException;

/** One Unix domain socket, whose two directions are the two channels; both threads block. */
public final class UnixSocketRoundTrip implements RoundTrip {

  @Override
  public Echo echo(Job job, Pace pace) throws IOException {
    UnixServer server = UnixServer.listen(job);
    return Echo.at(
        server.address(),
        () -> {
          try (FramedChannel channel = server.accept(job)) {
            byte[] request = channel.receive();
            while (request != null) {
              channel.send(request);
              request = channel.receive();
            }
          }
        });
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) throws IOException {
    try (FramedChannel channel = UnixServer.connect(address, job)) {
      byte[] request = pinger.first();
      while (!Pinger.isEnd(request)) {
        channel.send(request);
        request = pinger.next(channel.receive());
      }
      channel.complete();
    }
  }
}
