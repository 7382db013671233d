package io.culvert.bench.jvm;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What the threads of this JVM have allocated. Does not depend on when garbage is collected. Of a
 * thread that has ended it knows what was seen last.
 */
public final class Allocation {

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> seen = new HashMap<>();

  /**
   * Lets this JVM tell the bench what its threads have allocated, whenever the bench asks.
   *
   * @param channel to the bench
   */
  public static void answerOn(Channel channel) {
    Allocation allocation = new Allocation();
    channel.on(
        Worker.ALLOCATED,
        text -> channel.say(Worker.ALLOCATED, String.valueOf(allocation.bytes())));
  }

  /** Returns what the threads of this JVM have allocated so far, in bytes. */
  synchronized long bytes() {
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
