package io.culvert.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Counts what Java threads allocate, as exactly as the JVM does. */
public final class Allocations {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int FEW = 100_000;
  private static final int MANY = 400_000;
  private static final int WARM_UPS = 5;
  private static final int TRIES = 3;

  private Allocations() {}

  /**
   * The bytes that each message more costs: what a run costs as a whole cancels out.
   *
   * @param run does its work with so many messages
   */
  public static double perMessage(IntConsumer run) {
    for (int i = 0; i < WARM_UPS; i++) {
      run.accept(MANY);
    }
    long few = allocatedBy(run, FEW);
    long many = allocatedBy(run, MANY);
    return (double) (many - few) / (MANY - FEW);
  }

  /** The least of some tries: what other threads do meanwhile is only ever more. */
  private static long allocatedBy(IntConsumer run, int messages) {
    return IntStream.range(0, TRIES)
        .mapToLong(
            each -> {
              long before = allocated();
              run.accept(messages);
              return allocated() - before;
            })
        .min()
        .orElseThrow();
  }

  /** By all threads that live. */
  private static long allocated() {
    long[] bytes = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
    return Arrays.stream(bytes).filter(each -> each > 0).sum();
  }
}
