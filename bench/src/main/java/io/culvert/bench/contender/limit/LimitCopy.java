package io.culvert.bench.contender.limit;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.OneJvm;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One thread that copies each payload into memory outside the heap and out of it again. It goes
 * through as much of that memory as a ring of the same capacity has.
 */
public final class LimitCopy implements OneJvm {

  /** Creates the limit. */
  public LimitCopy() {}

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
