package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.function.Consumer;

/**
 * A contender with a sender in one JVM and a receiver in another one. The receiver comes first.
 * Nothing is closed that need not be for a good end: both JVMs are ended by their parent.
 */
public non-sealed interface TwoJvms extends Contender {

  /**
   * Sets the receiving side up.
   *
   * @param job what is to be done
   * @return the receiving side, ready for a sender
   * @throws Exception when that fails
   */
  Receiving receiver(Job job) throws Exception;

  /**
   * Sets the sending side up, as far as that goes without the address of the receiver.
   *
   * @param job what is to be done
   * @return the sending side
   * @throws Exception when that fails
   */
  Sending sender(Job job) throws Exception;

  /** A receiving side. */
  interface Receiving {

    /**
     * What the sender must know to find this side.
     *
     * @return one line, possibly empty
     */
    String address();

    /**
     * Takes all payloads. Returns at the end of what the sender sends.
     *
     * @param consumer takes each payload, in order, one at a time
     * @throws Exception when that fails
     */
    void run(Consumer<byte[]> consumer) throws Exception;
  }

  /** A sending side. */
  interface Sending {

    /**
     * Sends all payloads and their end. Returns when nothing of them can be lost any more when this
     * JVM ends.
     *
     * @param address what the receiver has given
     * @param payloads what is sent
     * @throws Exception when that fails
     */
    void run(String address, Iterator<byte[]> payloads) throws Exception;
  }
}
