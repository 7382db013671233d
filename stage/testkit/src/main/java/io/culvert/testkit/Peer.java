package io.culvert.testkit;

/**
 * The peer of the stage under test, controlled by the test. To the stage it is a peer in another
 * process, with a lock, a heartbeat and a doorbell. Not thread-safe.
 *
 * <p>The stage under test is a {@link io.culvert.javadsl.RingSource}, a {@link
 * io.culvert.javadsl.RingSink}, or a stage of the test's author that uses a {@link
 * io.culvert.ring.RingReader} or a {@link io.culvert.ring.RingWriter} like a plain thread. Such a
 * stage does not notice that its peer lives, stalls or dies. It only finds that no message arrives
 * or that no space is released.
 *
 * <p>Methods that wait do so for {@code pekko.test.single-expect-default}, like Pekko's probes.
 * Then they throw an {@link AssertionError}. Methods that need the role throw an {@link
 * IllegalStateException} if this peer is stalled or gone; those of a writer also if it has ended
 * its stream.
 */
public abstract sealed class Peer permits WriterPeer, ReaderPeer {

  private final HeldRole<?> role;

  Peer(HeldRole<?> role) {
    this.role = role;
  }

  /**
   * Waits until the stage is attached. If it is a stage of Culvert, also waits until it has noticed
   * this peer.
   */
  public void awaitStage() {
    role.awaitStage();
  }

  /**
   * Dies like a killed process: its lock is free, its heartbeat stops, and the end of the stream is
   * missing. This method first calls {@link #awaitStage}, unless the peer is stalled. A stage of
   * Culvert detects the death after a few heartbeats and then waits for a successor for its {@code
   * peer-timeout}. After that, a source that has emitted everything, or a sink whose ring is full,
   * fails with {@link io.culvert.exceptions.PeerTerminatedException}.
   *
   * <p>Another peer of the kit can be the successor.
   */
  public void die() {
    if (!role.isStalled()) {
      role.awaitStage();
    }
    role.die();
  }

  /**
   * Dies without waiting for a stage. A stage of Culvert that attaches later, or has not noticed
   * this peer, does not miss it: the stage reads what the peer has published, and waits for a peer
   * for its {@code attach-timeout}.
   */
  public void dieNow() {
    role.die();
  }

  /**
   * Stalls like a process in a debugger or in a long garbage collection: it shows no sign of life,
   * but keeps its role. This method first calls {@link #awaitStage}. A stage of Culvert waits
   * forever, and its metrics report {@link io.culvert.peer.PeerState#STALLED} after its {@code
   * stall-after}.
   */
  public void stall() {
    role.awaitStage();
    role.stall();
  }

  /**
   * Stalls without waiting for a stage. A stage of Culvert that attaches later finds a peer that
   * keeps its role, and reports it as stalled.
   */
  public void stallNow() {
    role.stall();
  }

  /**
   * Ends a stall.
   *
   * @throws IllegalStateException if this peer is not stalled
   */
  public void resume() {
    role.resume();
  }

  /**
   * Gives the role back like an actor system that terminates: without ending the stream. An
   * attached stage of Culvert notices at once. Does nothing if this peer is gone. The kit calls it
   * after the test.
   */
  public void leave() {
    role.leave();
  }

  /** Leaves and gives back the memory, after the test. */
  void close() {
    role.close();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "(" + role + ")";
  }
}
