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
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;

/**
 * Aeron IPC: an exclusive publication in one JVM, a subscription in the other one, which also has
 * the media driver.
 */
public final class AeronIpc implements TwoJvms {

  private static final int STREAM = 1001;
  private static final byte[] END = new byte[1];

  private static final int DEFAULT_LIMIT = 64;
  private static final int TUNED_LIMIT = 256;
  private static final int TUNED_MTU = 8 * 1024;

  private final UnaryOperator<MediaDriver.Context> driverTuning;
  private final int fragmentLimit;
  private final Function<ExclusivePublication, MessageSender> messageSender;
  private final Assembly assembly;

  /** Puts fragments together where a message may have several. */
  private interface Assembly {
    FragmentHandler of(FragmentHandler handler, int size, int mtu);
  }

  private AeronIpc(
      UnaryOperator<MediaDriver.Context> driverTuning,
      int fragmentLimit,
      Function<ExclusivePublication, MessageSender> messageSender,
      Assembly assembly) {
    this.driverTuning = driverTuning;
    this.fragmentLimit = fragmentLimit;
    this.messageSender = messageSender;
    this.assembly = assembly;
  }

  /** Creates a contender that offers messages, and assembles fragments. */
  public static AeronIpc asItComes() {
    return new AeronIpc(
        UnaryOperator.identity(),
        DEFAULT_LIMIT,
        MessageSender::offering,
        (handler, size, mtu) -> new FragmentAssembler(handler));
  }

  /** Creates a contender that claims messages, and assembles fragments only if there are any. */
  public static AeronIpc tuned() {
    return new AeronIpc(
        driver -> driver.ipcMtuLength(TUNED_MTU),
        TUNED_LIMIT,
        MessageSender::claiming,
        (handler, size, mtu) ->
            size <= mtu - DataHeaderFlyweight.HEADER_LENGTH
                ? handler
                : new FragmentAssembler(handler));
  }

  @Override
  public Receiving receiver(Job job) {
    MediaDriver driver = MediaDriver.launchEmbedded(driverTuning.apply(PatientAeron.driver(job)));
    String address = driver.aeronDirectoryName();
    Aeron aeron = Aeron.connect(PatientAeron.client(address));
    Subscription subscription = aeron.addSubscription(CommonContext.IPC_CHANNEL, STREAM);
    int mtu = driver.context().ipcMtuLength();
    return Receiving.at(
        address, consumer -> new Reception(consumer).run(subscription, job.size(), mtu));
  }

  @Override
  public Sending sender(Job job) {
    return this::send;
  }

  private void send(String address, Iterator<byte[]> payloads) {
    try (Aeron aeron = Aeron.connect(PatientAeron.client(address));
        ExclusivePublication publication =
            aeron.addExclusivePublication(CommonContext.IPC_CHANNEL, STREAM)) {
      MessageSender sender = messageSender.apply(publication);
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

  private final class Reception {

    private final Consumer<byte[]> consumer;
    private boolean ended;

    Reception(Consumer<byte[]> consumer) {
      this.consumer = consumer;
    }

    void run(Subscription subscription, int size, int mtu) {
      FragmentHandler handler = assembly.of(this::onMessage, size, mtu);
      Spin spin = new Spin();
      while (!ended) {
        spin.idle(subscription.poll(handler, fragmentLimit));
      }
      subscription.close();
    }

    private void onMessage(DirectBuffer buffer, int offset, int length, Header header) {
      if (length == END.length) {
        ended = true;
        return;
      }
      byte[] payload = new byte[length];
      buffer.getBytes(offset, payload);
      consumer.accept(payload);
    }
  }
}
