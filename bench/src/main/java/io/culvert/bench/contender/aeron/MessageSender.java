package io.culvert.bench.contender.aeron;

/** Puts messages into a publication. */
interface MessageSender {

  /** Spins until there is room. */
  void send(byte[] message);
}
