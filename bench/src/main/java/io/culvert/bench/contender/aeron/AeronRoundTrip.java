package io.culvert.bench.contender.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.logbuffer.FragmentHandler;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.contender.agrona.Idling;
import io.culvert.bench.work.Pinger;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two IPC streams of Aeron, and a plain thread in each JVM; the echo's has the media driver.
 *
 * @param idling of its threads
 */
public record AeronRoundTrip(Idling idling) implements RoundTrip {

  private static final int REQUESTS = 1001;
  private static final int REPLIES = 1002;

  @Override
  public Echo echo(Job job, Pace pace) {
    MediaDriver driver = MediaDriver.launchEmbedded(PatientAeron.driver(job));
    Aeron aeron = Aeron.connect(PatientAeron.client(driver.aeronDirectoryName()));
    Subscription requests = aeron.addSubscription(CommonContext.IPC_CHANNEL, REQUESTS);
    ExclusivePublication replies =
        aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, REPLIES);
    return Echo.at(driver.aeronDirectoryName(), () -> answer(requests, replies, idling.at(pace)));
  }

  private static void answer(
      Subscription requests, ExclusivePublication replies, IdleStrategy idle) {
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

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    Aeron aeron = Aeron.connect(PatientAeron.client(address));
    Subscription replies = aeron.addSubscription(CommonContext.IPC_CHANNEL, REPLIES);
    ExclusivePublication requests =
        aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, REQUESTS);
    IdleStrategy idle = idling.at(pace);
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

  /** Tries again while Aeron refuses: until both sides are connected, and for moments later on. */
  private static void offer(ExclusivePublication publication, UnsafeBuffer message) {
    while (publication.offer(message) < 0) {
      Thread.onSpinWait();
    }
  }
}
