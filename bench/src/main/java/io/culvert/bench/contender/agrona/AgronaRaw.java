package io.culvert.bench.contender.agrona;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Spin;
import io.culvert.bench.contender.TwoJvms;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;

/**
 * Agrona's ring in a mapped file, between two plain threads.
 *
 * @param readLimit messages that the receiver reads in one call, at most
 */
public record AgronaRaw(int readLimit) implements TwoJvms {

  private static final int PAYLOAD = 1;
  private static final int END = 2;

  @Override
  public Receiving receiver(Job job) {
    Path file = job.directory().resolve("payloads.agrona");
    OneToOneRingBuffer ring = Rings.create(file, job.capacity());
    return Receiving.at(file.toString(), consumer -> new Reception(consumer).run(ring, readLimit));
  }

  @Override
  public Sending sender(Job job) {
    return (address, payloads) -> {
      OneToOneRingBuffer ring = Rings.open(Path.of(address));
      Spin spin = new Spin();
      while (payloads.hasNext()) {
        write(ring, PAYLOAD, payloads.next(), spin);
      }
      write(ring, END, new byte[0], spin);
    };
  }

  private static void write(OneToOneRingBuffer ring, int type, byte[] payload, Spin spin) {
    int index = ring.tryClaim(type, payload.length);
    while (index < 0) {
      spin.idle();
      index = ring.tryClaim(type, payload.length);
    }
    spin.reset();
    ring.buffer().putBytes(index, payload);
    ring.commit(index);
  }

  private static final class Reception {

    private final Consumer<byte[]> consumer;
    private boolean ended;

    Reception(Consumer<byte[]> consumer) {
      this.consumer = consumer;
    }

    void run(OneToOneRingBuffer ring, int readLimit) {
      MessageHandler handler = this::onMessage;
      Spin spin = new Spin();
      while (!ended) {
        spin.idle(ring.read(handler, readLimit));
      }
    }

    private void onMessage(int type, MutableDirectBuffer buffer, int index, int length) {
      if (type == END) {
        ended = true;
        return;
      }
      byte[] payload = new byte[length];
      buffer.getBytes(index, payload);
      consumer.accept(payload);
    }
  }
}
