package io.culvert.bench.contender.agrona;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.work.Pinger;
import java.io.File;
import java.nio.file.Path;
import org.agrona.IoUtil;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Two mapped rings of Agrona, and a plain thread in each JVM. */
public final class AgronaRoundTrip implements RoundTrip {

  private static final int PAYLOAD = 1;
  private static final String REQUESTS = "requests.agrona";
  private static final String REPLIES = "replies.agrona";

  private final Idling idling;

  /**
   * Creates the contender.
   *
   * @param idling how its threads wait
   */
  public AgronaRoundTrip(Idling idling) {
    this.idling = idling;
  }

  @Override
  public Echo echo(Job job, Pace pace) {
    OneToOneRingBuffer requests = create(job, REQUESTS);
    OneToOneRingBuffer replies = create(job, REPLIES);
    return new Echo() {
      @Override
      public String address() {
        return "";
      }

      @Override
      public void run() {
        IdleStrategy idle = idling.at(pace);
        while (true) {
          idle.idle(
              requests.read(
                  (type, buffer, index, length) -> {
                    byte[] request = new byte[length];
                    buffer.getBytes(index, request);
                    write(replies, request);
                  }));
        }
      }
    };
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    OneToOneRingBuffer requests = open(job.directory().resolve(REQUESTS));
    OneToOneRingBuffer replies = open(job.directory().resolve(REPLIES));
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

  private static OneToOneRingBuffer create(Job job, String name) {
    File file = job.directory().resolve(name).toFile();
    return new OneToOneRingBuffer(
        new UnsafeBuffer(
            IoUtil.mapNewFile(file, job.capacity() + RingBufferDescriptor.TRAILER_LENGTH)));
  }

  private static OneToOneRingBuffer open(Path file) {
    return new OneToOneRingBuffer(new UnsafeBuffer(IoUtil.mapExistingFile(file.toFile(), "ring")));
  }

  /** One message is on its way at a time: there is always room. */
  private static void write(OneToOneRingBuffer ring, byte[] payload) {
    int index = ring.tryClaim(PAYLOAD, payload.length);
    ring.buffer().putBytes(index, payload);
    ring.commit(index);
  }
}
