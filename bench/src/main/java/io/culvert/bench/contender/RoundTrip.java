package io.culvert.bench.contender;

import io.culvert.bench.work.Pinger;

/**
 * A contender that carries each payload to another JVM and back, by two channels of the same kind.
 * The echo starts first. A contender closes nothing, because the bench ends both JVMs.
 */
public non-sealed interface RoundTrip extends Contender {

  /**
   * Creates the side that sends back what arrives, ready for requests.
   *
   * @throws Exception if that fails
   */
  Echo echo(Job job, Pace pace) throws Exception;

  /**
   * Sends the requests of the pinger until it gives an empty one, and passes the replies to it.
   *
   * @throws Exception if that fails
   */
  void ping(Job job, Pace pace, String address, Pinger pinger) throws Exception;

  /** The side that sends back what arrives. */
  @FunctionalInterface
  interface Echo {

    /** Returns a side that the pinging side finds by an address, which must be one line. */
    static Echo at(String address, Echo side) {
      return new Echo() {
        @Override
        public String address() {
          return address;
        }

        @Override
        public void run() throws Exception {
          side.run();
        }
      };
    }

    /** Returns what the pinging side must know to find this one; by default nothing. */
    default String address() {
      return "";
    }

    /**
     * Sends back what arrives. May return at once, and may never return.
     *
     * @throws Exception if that fails
     */
    void run() throws Exception;
  }

  /** How often requests are sent, and so how a plain thread waits for them. */
  enum Pace {
    /** So often that a thread polls without a pause. */
    HOT,
    /** So seldom that a thread sleeps between two polls. */
    IDLE
  }
}
