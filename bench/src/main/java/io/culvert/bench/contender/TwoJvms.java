package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * A contender with a sender in one JVM and a receiver in another one. The receiver starts first. A
 * contender closes only what must be closed for a good end, because the bench ends both JVMs.
 */
public non-sealed interface TwoJvms extends Contender {

  /**
   * Creates the receiving side, ready for a sender.
   *
   * @throws Exception if that fails
   */
  Receiving receiver(Job job) throws Exception;

  /**
   * Creates the sending side, as far as that is possible without the address of the receiver.
   *
   * @throws Exception if that fails
   */
  Sending sender(Job job) throws Exception;

  /** A receiving side. */
  @FunctionalInterface
  interface Receiving {

    /** Returns a side that the sender finds by an address, which must be one line. */
    static Receiving at(String address, Receiving side) {
      return new Receiving() {
        @Override
        public String address() {
          return address;
        }

        @Override
        public void run(Consumer<byte[]> consumer) throws Exception {
          side.run(consumer);
        }
      };
    }

    /** Returns what the sender must know to find this side; by default nothing. */
    default String address() {
      return "";
    }

    /**
     * Passes all payloads to the consumer, in order, one at a time. Returns after the last one.
     *
     * @throws Exception if that fails
     */
    void run(Consumer<byte[]> consumer) throws Exception;
  }

  /** A sending side. */
  @FunctionalInterface
  interface Sending {

    /**
     * Sends all payloads and their end. Returns when the end of this JVM cannot lose any of them.
     *
     * @throws Exception if that fails
     */
    void run(String address, Iterator<byte[]> payloads) throws Exception;
  }
}
