package io.culvert.bench.contender.culvert;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Spin;
import io.culvert.bench.contender.TwoJvms;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A ring between two plain threads, without a stream.
 *
 * @param batch payloads that are published together; fewer if the ring is full
 */
public record CulvertRaw(int batch) implements TwoJvms {

  private static final String RING = "payloads";

  private static MappedRing open(Job job) {
    return MappedRing.openOrCreate(
        RingDirectory.local(job.directory()), RING, RingSpec.ofBytes(job.capacity()));
  }

  @Override
  public Receiving receiver(Job job) {
    MappedRing ring = open(job);
    return consumer -> {
      try (RingReader reader = RingReader.attach(ring)) {
        readAll(reader, consumer);
        reader.complete();
      }
    };
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

  @Override
  public Sending sender(Job job) {
    return (address, payloads) -> {
      try (MappedRing ring = open(job);
          RingWriter writer = RingWriter.attach(ring)) {
        writeAll(writer, payloads);
        writer.complete();
      }
    };
  }

  private void writeAll(RingWriter writer, Iterator<byte[]> payloads) {
    Spin spin = new Spin();
    while (payloads.hasNext()) {
      for (int i = 0; i < batch && payloads.hasNext(); i++) {
        commit(writer, payloads.next(), spin);
      }
      writer.publish();
    }
  }

  private static void commit(RingWriter writer, byte[] payload, Spin spin) {
    MutableDirectBuffer claim = writer.claim(payload.length);
    while (claim == null) {
      writer.publish(); // else the reader could not free any room
      spin.idle();
      claim = writer.claim(payload.length);
    }
    spin.reset();
    claim.putBytes(0, payload);
    writer.commit(payload.length);
  }
}
