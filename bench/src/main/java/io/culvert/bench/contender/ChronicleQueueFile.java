package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Chronicle Queue in shared memory: an appender in one JVM, a tailer in the other one. It keeps
 * everything: nothing holds the appender back when the tailer is slow.
 */
final class ChronicleQueueFile implements TwoJvms {

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(open(job));
  }

  @Override
  public Sending sender(Job job) {
    return new Sender(job);
  }

  private static ChronicleQueue open(Job job) {
    return ChronicleQueue.singleBuilder(job.directory().resolve("queue"))
        .rollCycle(RollCycles.FAST_DAILY)
        .blockSize(64L << 20)
        .build();
  }

  private static final class Receiver implements Receiving {

    private final ChronicleQueue queue;

    Receiver(ChronicleQueue queue) {
      this.queue = queue;
    }

    @Override
    public String address() {
      return "";
    }

    @Override
    public void run(Consumer<byte[]> consumer) {
      Spin spin = new Spin();
      try (ExcerptTailer tailer = queue.createTailer()) {
        boolean ended = false;
        while (!ended) {
          try (DocumentContext document = tailer.readingDocument()) {
            if (document.isPresent()) {
              spin.reset();
              ended = !read(document, consumer);
            } else {
              spin.idle();
            }
          }
        }
      }
    }

    /** False at the end: an excerpt without anything in it. */
    private static boolean read(DocumentContext document, Consumer<byte[]> consumer) {
      Bytes<?> bytes = document.wire().bytes();
      int length = bytes.readInt();
      if (length == 0) {
        return false;
      }
      byte[] payload = new byte[length];
      bytes.read(payload);
      consumer.accept(payload);
      return true;
    }
  }

  private static final class Sender implements Sending {

    private final ChronicleQueue queue;

    Sender(Job job) {
      queue = open(job);
    }

    @Override
    public void run(String address, Iterator<byte[]> payloads) {
      try (ExcerptAppender appender = queue.createAppender()) {
        while (payloads.hasNext()) {
          append(appender, payloads.next());
        }
        append(appender, new byte[0]);
      }
    }

    private static void append(ExcerptAppender appender, byte[] payload) {
      try (DocumentContext document = appender.writingDocument()) {
        Bytes<?> bytes = document.wire().bytes();
        bytes.writeInt(payload.length);
        bytes.write(payload);
      }
    }
  }
}
