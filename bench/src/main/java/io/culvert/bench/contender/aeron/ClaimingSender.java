package io.culvert.bench.contender.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.logbuffer.BufferClaim;
import io.culvert.bench.contender.Spin;

/** Claims room in the log for each message that fits into one fragment; offers longer ones. */
final class ClaimingSender implements MessageSender {

  private final ExclusivePublication publication;
  private final MessageSender longer;
  private final BufferClaim claim = new BufferClaim();
  private final Spin spin = new Spin();

  ClaimingSender(ExclusivePublication publication) {
    this.publication = publication;
    this.longer = new OfferingSender(publication);
  }

  @Override
  public void send(byte[] message) {
    if (message.length > publication.maxPayloadLength()) {
      longer.send(message);
      return;
    }
    while (Results.isRefusal(publication.tryClaim(message.length, claim))) {
      spin.idle();
    }
    spin.reset();
    claim.buffer().putBytes(claim.offset(), message);
    claim.commit();
  }
}
