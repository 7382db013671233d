package io.culvert.bench.contender.aeron;

import io.aeron.ExclusivePublication;
import io.culvert.bench.contender.Spin;
import org.agrona.concurrent.UnsafeBuffer;

/** Offers each message: Aeron copies it, in several fragments if it is long. */
final class OfferingSender implements MessageSender {

  private final ExclusivePublication publication;
  private final UnsafeBuffer view = new UnsafeBuffer();
  private final Spin spin = new Spin();

  OfferingSender(ExclusivePublication publication) {
    this.publication = publication;
  }

  @Override
  public void send(byte[] message) {
    view.wrap(message);
    while (Results.isRefusal(publication.offer(view))) {
      spin.idle();
    }
    spin.reset();
  }
}
