package io.culvert.bench.contender.agrona;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.work.Pinger;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

/**
 * Two mapped rings of Agrona, and a plain thread in each JVM.
 *
 * @param idling of its threads
 */
public record AgronaRoundTrip(Idling idling) implements RoundTrip {

  private static final int PAYLOAD = 1;
  private static final String REQUESTS = "requests.agrona";
  private static final String REPLIES = "replies.agrona";

  @Override
  public Echo echo(Job job, Pace pace) {
    OneToOneRingBuffer requests = Rings.create(job.directory().resolve(REQUESTS), job.capacity());
    OneToOneRingBuffer replies = Rings.create(job.directory().resolve(REPLIES), job.capacity());
    return () -> {
      IdleStrategy idle = idling.at(pace);
      MessageHandler handler =
          (type, buffer, index, length) -> {
            byte[] request = new byte[length];
            buffer.getBytes(index, request);
            write(replies, request);
          };
      while (true) {
        idle.idle(requests.read(handler));
      }
    };
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    OneToOneRingBuffer requests = Rings.open(job.directory().resolve(REQUESTS));
    OneToOneRingBuffer replies = Rings.open(job.directory().resolve(REPLIES));
    IdleStrategy idle = idling.at(pace);
    byte[][] reply = new byte[1][];
    MessageHandler handler =
        (type, buffer, index, length) -> {
          reply[0] = new byte[length];
          buffer.getBytes(index, reply[0]);
        };
    byte[] request = pinger.first();
    while (!Pinger.isEnd(request)) {
      write(requests, request);
      idle.reset();
      while (replies.read(handler) == 0) {
        idle.idle();
      }
      request = pinger.next(reply[0]);
    }
  }

  /** Writes a message. One is on its way at a time, so there is always room. */
  private static void write(OneToOneRingBuffer ring, byte[] payload) {
    int index = ring.tryClaim(PAYLOAD, payload.length);
    ring.buffer().putBytes(index, payload);
    ring.commit(index);
  }
}
