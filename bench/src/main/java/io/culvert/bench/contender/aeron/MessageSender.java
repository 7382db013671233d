package io.culvert.bench.contender.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.logbuffer.BufferClaim;
import io.culvert.bench.contender.Spin;
import org.agrona.concurrent.UnsafeBuffer;

/** Puts messages into a publication. */
interface MessageSender {

  /** Sends a message; spins until there is room. */
  void send(byte[] message);

  /** Returns a sender that offers each message: Aeron copies it, in fragments if it is long. */
  static MessageSender offering(ExclusivePublication publication) {
    UnsafeBuffer view = new UnsafeBuffer();
    Spin spin = new Spin();
    return message -> {
      view.wrap(message);
      while (isRefusal(publication.offer(view))) {
        spin.idle();
      }
      spin.reset();
    };
  }

  /** Returns a sender that claims room for a message of one fragment, and offers longer ones. */
  static MessageSender claiming(ExclusivePublication publication) {
    MessageSender longer = offering(publication);
    BufferClaim claim = new BufferClaim();
    Spin spin = new Spin();
    return message -> {
      if (message.length > publication.maxPayloadLength()) {
        longer.send(message);
        return;
      }
      while (isRefusal(publication.tryClaim(message.length, claim))) {
        spin.idle();
      }
      spin.reset();
      claim.buffer().putBytes(claim.offset(), message);
      claim.commit();
    };
  }

  /** Returns whether to try again: the receiver is slow, or not connected yet. */
  private static boolean isRefusal(long result) {
    if (result == Publication.CLOSED || result == Publication.MAX_POSITION_EXCEEDED) {
      throw new IllegalStateException("publication is closed or exhausted: result=" + result);
    }
    return result < 0;
  }
}
