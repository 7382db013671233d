package io.culvert.testkit;

/**
 * The other side of a user's stage, played by the test: it does what the test says, and nothing by
 * itself but to show that it lives. To the library it is a peer like one in another process, with a
 * lock, a heartbeat and a doorbell. For one thread at a time, the test's.
 *
 * <p>What waits, waits as long as Pekko's probes do: {@code pekko.test.single-expect-default}, 3
 * seconds unless set. Then it throws an {@link AssertionError}.
 */
public abstract sealed class Peer permits WriterPeer, ReaderPeer {

  private final HeldRole<?> role;

  Peer(HeldRole<?> role) {
    this.role = role;
  }

  /**
   * Waits until the user's stage is attached, and has seen that this side lives.
   *
   * @throws AssertionError when it does not come in time
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public void awaitOther() {
    role.awaitOther();
  }

  /**
   * Dies, as if its process were killed: its lock is free, its heartbeat has stopped, and the end
   * of the stream is missing. The user's stage, which is waited for as {@link #awaitOther} does,
   * finds out after some 0.3 s, and then waits for a successor for its {@code peer-timeout}. After
   * that a source that has emitted everything, or a sink that has filled the ring, fails with
   * {@link io.culvert.PeerTerminatedException}.
   *
   * <p>Another peer of the kit can be the successor. It gets the role after some 0.4 s. For what a
   * stage finds that comes only after a peer has gone, see {@link #leave}.
   *
   * @throws AssertionError when no stage is there in time
   * @throws IllegalStateException when this peer is gone
   */
  public void die() {
    role.die();
  }

  /**
   * Stalls, as if its process were stopped by a debugger or a long garbage collection: it shows no
   * sign of life, but keeps its role. The user's stage, which is waited for as {@link #awaitOther}
   * does, waits for it, for ever, and calls it {@link io.culvert.PeerState#STALLED} in its metrics
   * after its {@code stall-after}, which is 300 ms at the least.
   *
   * @throws AssertionError when no stage is there in time
   * @throws IllegalStateException when this peer is stalled or gone
   */
  public void stall() {
    role.stall();
  }

  /**
   * Ends a stall: this peer goes on as if nothing had been.
   *
   * @throws IllegalStateException when it is not stalled
   */
  public void resume() {
    role.resume();
  }

  /**
   * Gives its role up, as if its actor system were terminated: without an end of the stream, unless
   * that has ended before. A stage that is attached knows at once that it has lost its peer. Does
   * nothing when this peer is gone. The kit does it after the test.
   */
  public void leave() {
    role.leave();
  }

  /** After the test. */
  void close() {
    role.close();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + role + ")";
  }
}
