package io.culvert.bench.contender.limit;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Spin;
import io.culvert.bench.contender.TwoJvms;
import java.io.File;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A {@link MinimalRing} in a mapped file, between two plain threads that spin.
 *
 * @param batch payloads that are published together
 */
public record LimitRing(int batch) implements TwoJvms {

  @Override
  public Receiving receiver(Job job) {
    File file = job.directory().resolve("payloads.minimal").toFile();
    MinimalRing ring =
        new MinimalRing(
            new UnsafeBuffer(IoUtil.mapNewFile(file, MinimalRing.HEADER + job.capacity())));
    return Receiving.at(file.toString(), consumer -> readAll(ring.reader(), consumer));
  }

  private static void readAll(MinimalRing.Reader reader, Consumer<byte[]> consumer) {
    Spin spin = new Spin();
    while (!reader.hasEnded()) {
      byte[] payload = reader.poll();
      if (payload == null) {
        spin.idle();
      } else {
        spin.reset();
        consumer.accept(payload);
      }
    }
  }

  @Override
  public Sending sender(Job job) {
    return this::writeAll;
  }

  private void writeAll(String address, Iterator<byte[]> payloads) {
    UnsafeBuffer memory = new UnsafeBuffer(IoUtil.mapExistingFile(new File(address), "ring"));
    MinimalRing.Writer writer = new MinimalRing(memory).writer(batch);
    Spin spin = new Spin();
    while (payloads.hasNext()) {
      byte[] payload = payloads.next();
      while (!writer.offer(payload)) {
        spin.idle();
      }
      spin.reset();
    }
    while (!writer.end()) {
      spin.idle();
    }
  }
}
