package io.culvert.bench.jvm;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures what the threads of this JVM have allocated, whenever garbage is collected. For a thread
 * that has ended it counts what was seen last.
 */
public final class Allocation {

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> seen = new HashMap<>();

  /** Makes this JVM answer the bench when it asks what the threads have allocated. */
  public static void answerOn(Channel channel) {
    Allocation allocation = new Allocation();
    channel.on(
        Worker.ALLOCATED,
        text -> channel.say(Worker.ALLOCATED, String.valueOf(allocation.bytes())));
  }

  private synchronized long bytes() {
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) {
        seen.put(ids[i], bytes[i]);
      }
    }
    return seen.values().stream().mapToLong(Long::longValue).sum();
  }
}
