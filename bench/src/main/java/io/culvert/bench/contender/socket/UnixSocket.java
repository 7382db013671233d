package io.culvert.bench.contender.socket;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import java.io.IOException;

/** A Unix domain socket between two plain threads that block. */
public final class UnixSocket implements TwoJvms {

  /** Puts a payload into the socket. */
  private interface Step {
    void send(FramedChannel channel, byte[] payload) throws IOException;
  }

  private final Step step;

  private UnixSocket(Step step) {
    this.step = step;
  }

  /** Creates a contender that writes each payload by itself. */
  public static UnixSocket oneByOne() {
    return new UnixSocket(FramedChannel::send);
  }

  /** Creates a contender that gathers payloads in a buffer, and writes a full buffer at once. */
  public static UnixSocket gathered() {
    return new UnixSocket(FramedChannel::gather);
  }

  @Override
  public Receiving receiver(Job job) throws IOException {
    UnixServer server = UnixServer.listen(job);
    return Receiving.at(
        server.address(),
        consumer -> {
          try (FramedChannel channel = server.accept(job)) {
            byte[] payload = channel.receive();
            while (payload != null) {
              consumer.accept(payload);
              payload = channel.receive();
            }
          }
        });
  }

  @Override
  public Sending sender(Job job) {
    return (address, payloads) -> {
      try (FramedChannel channel = UnixServer.connect(address, job)) {
        while (payloads.hasNext()) {
          step.send(channel, payloads.next());
        }
        channel.complete();
      }
    };
  }
}
