package io.culvert.bench.contender.culvert;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Spin;
import io.culvert.bench.contender.TwoJvms;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingSpec;
import io.culvert.ring.RingWriter;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** A ring between two plain threads, without a stream. */
public final class CulvertRaw implements TwoJvms {

  private static final String RING = "payloads";

  private final int batch;

  /**
   * Creates the contender.
   *
   * @param batch payloads that are published at once; fewer if the ring is full before
   */
  public CulvertRaw(int batch) {
    this.batch = batch;
  }

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(open(job));
  }

  @Override
  public Sending sender(Job job) {
    return new Sender(job, batch);
  }

  private static RingFile open(Job job) {
    return RingFile.openOrCreate(
        RingDirectory.local(job.directory()), RING, RingSpec.ofBytes(job.capacity()));
  }

  private static final class Receiver implements Receiving {

    private final RingFile ring;

    Receiver(RingFile ring) {
      this.ring = ring;
    }

    @Override
    public String address() {
      return "";
    }

    @Override
    public void run(Consumer<byte[]> consumer) {
      try (RingReader reader = RingReader.attach(ring)) {
        readAll(reader, consumer);
        reader.complete();
      }
    }

    private static void readAll(RingReader reader, Consumer<byte[]> consumer) {
      Spin spin = new Spin();
      ReadResult result = reader.read();
      while (result != ReadResult.COMPLETED) {
        if (result == ReadResult.MESSAGE) {
          spin.reset();
          consumer.accept(bytes(reader.payload()));
          reader.release();
        } else if (result == ReadResult.EMPTY) {
          spin.idle();
        } else {
          throw new IllegalStateException("the stream has failed: " + reader.failure());
        }
        result = reader.read();
      }
    }

    private static byte[] bytes(DirectBuffer message) {
      byte[] bytes = new byte[message.capacity()];
      message.getBytes(0, bytes);
      return bytes;
    }
  }

  private static final class Sender implements Sending {

    private final Job job;
    private final int batch;
    private final Spin spin = new Spin();

    Sender(Job job, int batch) {
      this.job = job;
      this.batch = batch;
    }

    @Override
    public void run(String address, Iterator<byte[]> payloads) {
      try (RingFile ring = open(job);
          RingWriter writer = RingWriter.attach(ring)) {
        while (payloads.hasNext()) {
          for (int i = 0; i < batch && payloads.hasNext(); i++) {
            commit(writer, payloads.next());
          }
          writer.publish();
        }
        writer.complete();
      }
    }

    private void commit(RingWriter writer, byte[] payload) {
      MutableDirectBuffer claim = writer.claim(payload.length);
      while (claim == null) {
        writer.publish(); // else the reader could make no room
        spin.idle();
        claim = writer.claim(payload.length);
      }
      spin.reset();
      claim.putBytes(0, payload);
      writer.commit(payload.length);
    }
  }
}
