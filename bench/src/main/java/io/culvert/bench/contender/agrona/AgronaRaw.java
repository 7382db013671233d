package io.culvert.bench.contender.agrona;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Spin;
import io.culvert.bench.contender.TwoJvms;
import java.io.File;
import java.nio.MappedByteBuffer;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.IoUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** Agrona's ring in a mapped file, between two plain threads. */
public final class AgronaRaw implements TwoJvms {

  private static final int PAYLOAD = 1;
  private static final int END = 2;

  private final int readLimit;

  /**
   * Creates the contender.
   *
   * @param readLimit messages that the receiver reads in one call at most
   */
  public AgronaRaw(int readLimit) {
    this.readLimit = readLimit;
  }

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(job, readLimit);
  }

  @Override
  public Sending sender(Job job) {
    return new Sender();
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

  private static final class Receiver implements Receiving {

    private final File file;
    private final OneToOneRingBuffer ring;
    private final int readLimit;
    private boolean ended;

    Receiver(Job job, int readLimit) {
      this.readLimit = readLimit;
      file = job.directory().resolve("payloads.agrona").toFile();
      MappedByteBuffer mapped =
          IoUtil.mapNewFile(file, job.capacity() + RingBufferDescriptor.TRAILER_LENGTH);
      ring = new OneToOneRingBuffer(new UnsafeBuffer(mapped));
    }

    @Override
    public String address() {
      return file.toString();
    }

    @Override
    public void run(Consumer<byte[]> consumer) {
      MessageHandler handler =
          (type, buffer, index, length) -> onMessage(type, buffer, index, length, consumer);
      Spin spin = new Spin();
      while (!ended) {
        int count = ring.read(handler, readLimit);
        if (count == 0) {
          spin.idle();
        } else {
          spin.reset();
        }
      }
    }

    private void onMessage(
        int type, MutableDirectBuffer buffer, int index, int length, Consumer<byte[]> consumer) {
      if (type == END) {
        ended = true;
        return;
      }
      byte[] payload = new byte[length];
      buffer.getBytes(index, payload);
      consumer.accept(payload);
    }
  }

  private static final class Sender implements Sending {

    @Override
    public void run(String address, Iterator<byte[]> payloads) {
      MappedByteBuffer mapped = IoUtil.mapExistingFile(new File(address), "ring");
      OneToOneRingBuffer ring = new OneToOneRingBuffer(new UnsafeBuffer(mapped));
      Spin spin = new Spin();
      while (payloads.hasNext()) {
        write(ring, PAYLOAD, payloads.next(), spin);
      }
      write(ring, END, new byte[0], spin);
    }
  }
}
