package io.culvert.bench.contender;

import io.culvert.bench.work.Pinger;

/**
 * A contender that brings each payload to another JVM and back, by two channels of the same kind.
 * The echo comes first. Nothing is closed: both JVMs are ended by their parent.
 */
public non-sealed interface RoundTrip extends Contender {

  /**
   * Sets the side up that sends back what comes.
   *
   * @param job what is to be done
   * @param pace how often something comes
   * @return that side, ready for the other one
   * @throws Exception when that fails
   */
  Echo echo(Job job, Pace pace) throws Exception;

  /**
   * The other side: sends what the pinger gives until that is empty, and gives it what comes back.
   *
   * @param job what is to be done
   * @param pace how often the pinger gives something
   * @param address what the echo has given
   * @param pinger gives the requests and takes the replies
   * @throws Exception when that fails
   */
  void ping(Job job, Pace pace, String address, Pinger pinger) throws Exception;

  /** The side that sends back what comes. */
  interface Echo {

    /**
     * What the other side must know to find this one.
     *
     * @return one line, possibly empty
     */
    String address();

    /**
     * Sends back what comes. May return at once, and may never return.
     *
     * @throws Exception when that fails
     */
    void run() throws Exception;
  }

  /** How often something is sent, and so how a plain thread waits for it. */
  enum Pace {
    /** So often that it pays to look without a pause. */
    HOT,
    /** So seldom that it does not. */
    IDLE
  }
}
