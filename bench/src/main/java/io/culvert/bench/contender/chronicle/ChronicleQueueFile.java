package io.culvert.bench.contender.chronicle;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Spin;
import io.culvert.bench.contender.TwoJvms;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Chronicle Queue in shared memory: an appender in one JVM, a tailer in the other one. It keeps
 * everything: a slow tailer does not hold the appender back.
 *
 * @param tuned whether it has a sparse index and large blocks; if not, it has Chronicle's defaults
 */
public record ChronicleQueueFile(boolean tuned) implements TwoJvms {

  private static final int END = 1;
  private static final long TUNED_BLOCK = 256L << 20;

  private ChronicleQueue open(Job job) {
    SingleChronicleQueueBuilder builder =
        ChronicleQueue.singleBuilder(job.directory().resolve("queue"));
    if (tuned) {
      builder.rollCycle(SparseRollCycles.HUGE_DAILY_XSPARSE).blockSize(TUNED_BLOCK);
    }
    return builder.build();
  }

  @Override
  public Receiving receiver(Job job) {
    ChronicleQueue queue = open(job);
    return consumer -> {
      try (ExcerptTailer tailer = queue.createTailer()) {
        readAll(tailer, consumer);
      }
    };
  }

  private static void readAll(ExcerptTailer tailer, Consumer<byte[]> consumer) {
    Spin spin = new Spin();
    boolean ended = false;
    while (!ended) {
      try (DocumentContext document = tailer.readingDocument()) {
        if (document.isPresent()) {
          spin.reset();
          ended = !read(document.wire().bytes(), consumer);
        } else {
          spin.idle();
        }
      }
    }
  }

  /** Returns false at the end: an excerpt of one byte. */
  private static boolean read(Bytes<?> excerpt, Consumer<byte[]> consumer) {
    int length = (int) excerpt.readRemaining();
    if (length == END) {
      return false;
    }
    byte[] payload = new byte[length];
    excerpt.read(payload);
    consumer.accept(payload);
    return true;
  }

  @Override
  public Sending sender(Job job) {
    ChronicleQueue queue = open(job);
    return (address, payloads) -> {
      try (ExcerptAppender appender = queue.createAppender()) {
        while (payloads.hasNext()) {
          append(appender, payloads.next());
        }
        append(appender, new byte[END]);
      }
    };
  }

  private static void append(ExcerptAppender appender, byte[] payload) {
    try (DocumentContext document = appender.writingDocument()) {
      document.wire().bytes().write(payload);
    }
  }
}
