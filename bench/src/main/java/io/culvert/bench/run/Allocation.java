package io.culvert.bench.run;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What the threads of this JVM have allocated. Does not depend on when garbage is collected. Of a
 * thread that has ended it knows what was seen last.
 */
final class Allocation {

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Map<Long, Long> seen = new HashMap<>();

  /** Bytes, from the beginning of the JVM until now. */
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
