package io.culvert.bench.contender;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.culvert.bench.work.Pinger;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/** Two IPC streams of Aeron, and a plain thread in each JVM; the echo's has the media driver. */
final class AeronRoundTrip implements RoundTrip {

  private static final int REQUESTS = 1001;
  private static final int REPLIES = 1002;

  @Override
  public Echo echo(Job job, Pace pace) {
    MediaDriver driver =
        MediaDriver.launchEmbedded(
            new MediaDriver.Context()
                .aeronDirectoryName(job.directory().resolve("aeron").toString())
                .threadingMode(ThreadingMode.SHARED)
                .ipcTermBufferLength(job.capacity())
                .dirDeleteOnStart(true));
    Aeron aeron = connect(driver.aeronDirectoryName());
    Subscription requests = aeron.addSubscription(CommonContext.IPC_CHANNEL, REQUESTS);
    ExclusivePublication replies =
        aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, REPLIES);
    return new Echo() {
      @Override
      public String address() {
        return driver.aeronDirectoryName();
      }

      @Override
      public void run() {
        IdleStrategy idle = Idling.at(pace);
        UnsafeBuffer view = new UnsafeBuffer();
        FragmentHandler handler =
            (buffer, offset, length, header) -> {
              byte[] request = new byte[length];
              buffer.getBytes(offset, request);
              view.wrap(request);
              offer(replies, view);
            };
        while (true) {
          idle.idle(requests.poll(handler, 1));
        }
      }
    };
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    Aeron aeron = connect(address);
    Subscription replies = aeron.addSubscription(CommonContext.IPC_CHANNEL, REPLIES);
    ExclusivePublication requests =
        aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, REQUESTS);
    IdleStrategy idle = Idling.at(pace);
    UnsafeBuffer view = new UnsafeBuffer();
    byte[][] reply = new byte[1][];
    FragmentHandler handler =
        (buffer, offset, length, header) -> {
          reply[0] = new byte[length];
          buffer.getBytes(offset, reply[0]);
        };
    byte[] request = pinger.first();
    while (!Pinger.isEnd(request)) {
      view.wrap(request);
      offer(requests, view);
      idle.reset();
      while (replies.poll(handler, 1) == 0) {
        idle.idle();
      }
      request = pinger.next(reply[0]);
    }
  }

  private static Aeron connect(String directory) {
    return Aeron.connect(new Aeron.Context().aeronDirectoryName(directory));
  }

  /** Refused until both sides are connected, and for moments later on. */
  private static void offer(ExclusivePublication publication, UnsafeBuffer message) {
    while (publication.offer(message) < 0) {
      Thread.onSpinWait();
    }
  }
}
