package io.culvert.bench.contender.socket;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import java.io.IOException;

/**
 * A Unix domain socket between two plain threads that block.
 *
 * @param gathers whether the sender gathers payloads and writes a full buffer at once; if not, it
 *     writes each payload by itself
 */
public record UnixSocket(boolean gathers) implements TwoJvms {

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
          if (gathers) {
            channel.gather(payloads.next());
          } else {
            channel.send(payloads.next());
          }
        }
        channel.complete();
      }
    };
  }
}
