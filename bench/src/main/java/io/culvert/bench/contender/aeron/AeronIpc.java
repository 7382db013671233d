package io.culvert.bench.contender.aeron;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.Spin;
import io.culvert.bench.contender.TwoJvms;
import java.util.Iterator;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Aeron IPC: an exclusive publication in one JVM, a subscription in the other one, which also has
 * the media driver.
 *
 * @param tuned whether it claims messages, polls more fragments at once, has longer fragments, and
 *     assembles them only if there are any; if not, it offers messages and has defaults
 */
public record AeronIpc(boolean tuned) implements TwoJvms {

  private static final int STREAM = 1001;
  private static final byte[] END = new byte[1];

  private static final int DEFAULT_LIMIT = 64;
  private static final int TUNED_LIMIT = 256;
  private static final int TUNED_MTU = 8 * 1024;

  @Override
  public Receiving receiver(Job job) {
    MediaDriver.Context context = PatientAeron.driver(job);
    MediaDriver driver =
        MediaDriver.launchEmbedded(tuned ? context.ipcMtuLength(TUNED_MTU) : context);
    String address = driver.aeronDirectoryName();
    Aeron aeron = Aeron.connect(PatientAeron.client(address));
    Subscription subscription = aeron.addSubscription(CommonContext.IPC_CHANNEL, STREAM);
    int longest = driver.context().ipcMtuLength() - DataHeaderFlyweight.HEADER_LENGTH;
    return Receiving.at(
        address, consumer -> receive(subscription, new Reception(consumer), job.size() <= longest));
  }

  private void receive(Subscription subscription, Reception reception, boolean inOneFragment) {
    FragmentHandler handler =
        tuned && inOneFragment ? reception::onMessage : new FragmentAssembler(reception::onMessage);
    int fragmentLimit = tuned ? TUNED_LIMIT : DEFAULT_LIMIT;
    Spin spin = new Spin();
    while (!reception.ended) {
      spin.idle(subscription.poll(handler, fragmentLimit));
    }
    subscription.close();
  }

  private static final class Reception {

    private final Consumer<byte[]> consumer;
    private boolean ended;

    Reception(Consumer<byte[]> consumer) {
      this.consumer = consumer;
    }

    void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
      if (length == END.length) {
        ended = true;
        return;
      }
      byte[] payload = new byte[length];
      buffer.getBytes(offset, payload);
      consumer.accept(payload);
    }
  }

  @Override
  public Sending sender(Job job) {
    return this::send;
  }

  private void send(String address, Iterator<byte[]> payloads) {
    try (Aeron aeron = Aeron.connect(PatientAeron.client(address));
        ExclusivePublication publication =
            aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, STREAM)) {
      MessageSender sender =
          tuned ? MessageSender.claiming(publication) : MessageSender.offering(publication);
      while (payloads.hasNext()) {
        sender.send(payloads.next());
      }
      sender.send(END);
      awaitRead(publication);
    }
  }

  /** Returns when the receiver has read the end: then it closes its subscription. */
  private static void awaitRead(ExclusivePublication publication) {
    Spin spin = new Spin();
    while (publication.isConnected()) {
      spin.idle();
    }
  }
}
