package io.culvert.bench.contender.socket;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;

/** A Unix domain socket between two plain threads that block. */
public final class UnixSocket implements TwoJvms {

  /** How a payload gets into the socket. */
  private interface Step {
    void send(FramedChannel channel, byte[] payload) throws IOException;
  }

  private final Step step;

  private UnixSocket(Step step) {
    this.step = step;
  }

  /**
   * Creates a contender that writes each payload by itself.
   *
   * @return the contender
   */
  public static UnixSocket oneByOne() {
    return new UnixSocket(FramedChannel::send);
  }

  /**
   * Creates a contender that gathers payloads in a buffer, and writes that when it is full.
   *
   * @return the contender
   */
  public static UnixSocket gathered() {
    return new UnixSocket(FramedChannel::gather);
  }

  @Override
  public Receiving receiver(Job job) throws IOException {
    UnixServer server = UnixServer.listen(job);
    return new Receiving() {
      @Override
      public String address() {
        return server.address();
      }

      @Override
      public void run(Consumer<byte[]> consumer) throws IOException {
        try (FramedChannel channel = server.accept(job)) {
          byte[] payload = channel.receive();
          while (payload != null) {
            consumer.accept(payload);
            payload = channel.receive();
          }
        }
      }
    };
  }

  @Override
  public Sending sender(Job job) {
    return (address, payloads) -> send(address, payloads, job);
  }

  private void send(String address, Iterator<byte[]> payloads, Job job) throws IOException {
    try (FramedChannel channel = UnixServer.connect(address, job)) {
      while (payloads.hasNext()) {
        step.send(channel, payloads.next());
      }
      channel.complete();
    }
  }
}
