package io.culvert.bench.contender.limit;

import io.culvert.bench.contender.OneJvm;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One thread that does a part of the work of all contenders. */
public final class LimitThread {

  private LimitThread() {}

  /** Creates and checks each payload: the work that all contenders have in common. */
  public static OneJvm alloc() {
    return (job, payloads, consumer) -> {
      while (payloads.hasNext()) {
        consumer.accept(payloads.next());
      }
    };
  }

  /**
   * Copies each payload into memory outside the heap and back. It goes through as much memory as a
   * ring of the same capacity has.
   */
  public static OneJvm copy() {
    return (job, payloads, consumer) -> {
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
    };
  }
}
