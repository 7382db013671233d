package io.culvert.bench.contender;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Aeron IPC: an exclusive publication in one JVM, a subscription in the other one, which also has
 * the media driver, with one thread for all its agents: two cores have none to spare for more.
 */
final class AeronIpc implements TwoJvms {

  private static final int STREAM = 1001;
  private static final int FRAGMENTS = 64;
  private static final byte[] END = new byte[1];

  @Override
  public Receiving receiver(Job job) {
    return new Receiver(job);
  }

  @Override
  public Sending sender(Job job) {
    return new Sender();
  }

  private static final class Receiver implements Receiving {

    private final MediaDriver driver;
    private final Subscription subscription;
    private boolean ended;

    Receiver(Job job) {
      driver =
          MediaDriver.launchEmbedded(
              new MediaDriver.Context()
                  .aeronDirectoryName(job.directory().resolve("aeron").toString())
                  .threadingMode(ThreadingMode.SHARED)
                  .ipcTermBufferLength(Math.max(job.capacity(), 64 * 1024))
                  .dirDeleteOnStart(true));
      Aeron aeron =
          Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
      subscription = aeron.addSubscription(CommonContext.IPC_CHANNEL, STREAM);
    }

    @Override
    public String address() {
      return driver.aeronDirectoryName();
    }

    @Override
    public void run(Consumer<byte[]> consumer) {
      FragmentHandler handler =
          new FragmentAssembler(
              (buffer, offset, length, header) -> onMessage(buffer, offset, length, consumer));
      Spin spin = new Spin();
      while (!ended) {
        if (subscription.poll(handler, FRAGMENTS) == 0) {
          spin.idle();
        } else {
          spin.reset();
        }
      }
      subscription.close();
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Consumer<byte[]> consumer) {
      if (length == END.length) {
        ended = true;
        return;
      }
      byte[] payload = new byte[length];
      buffer.getBytes(offset, payload);
      consumer.accept(payload);
    }
  }

  private static final class Sender implements Sending {

    @Override
    public void run(String address, Iterator<byte[]> payloads) {
      try (Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(address));
          ExclusivePublication publication =
              aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, STREAM)) {
        Spin spin = new Spin();
        UnsafeBuffer view = new UnsafeBuffer();
        while (payloads.hasNext()) {
          view.wrap(payloads.next());
          offer(publication, view, spin);
        }
        view.wrap(END);
        offer(publication, view, spin);
        awaitRead(publication, spin);
      }
    }

    private static void offer(ExclusivePublication publication, UnsafeBuffer message, Spin spin) {
      long result = publication.offer(message);
      while (result < 0) {
        if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
          throw new IllegalStateException("publication is of no use any more: result=" + result);
        }
        spin.idle();
        result = publication.offer(message);
      }
      spin.reset();
    }

    /** The receiver closes its subscription once it has read the end. */
    private static void awaitRead(ExclusivePublication publication, Spin spin) {
      while (publication.isConnected()) {
        spin.idle();
      }
    }
  }
}
