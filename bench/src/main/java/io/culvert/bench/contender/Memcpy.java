package io.culvert.bench.contender;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What memory allows: one thread copies each payload into memory outside the heap, and out of it
 * again, and nothing else. It goes through as much of it as a ring of that capacity has.
 */
final class Memcpy implements OneJvm {

  @Override
  public void run(Job job, Iterator<byte[]> payloads, Consumer<byte[]> consumer) {
    UnsafeBuffer memory = new UnsafeBuffer(ByteBuffer.allocateDirect(job.capacity()));
    int offset = 0;
    while (payloads.hasNext()) {
      byte[] payload = payloads.next();
      if (offset + payload.length > memory.capacity()) {
        offset = 0;
      }
      memory.putBytes(offset, payload);
      byte[] copy = new byte[payload.length];
      memory.getBytes(offset, copy);
      consumer.accept(copy);
      offset += payload.length;
    }
  }
}
