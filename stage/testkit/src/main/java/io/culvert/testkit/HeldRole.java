package io.culvert.testkit;

import io.culvert.RingSettings;
import io.culvert.conductor.Conductor;
import io.culvert.peer.PeerContext;
import io.culvert.peer.PeerLink;
import io.culvert.peer.PeerTimeouts;
import io.culvert.peer.RoleAttachment;
import io.culvert.peer.WaitStrategy;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.memory.ControlWords;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A role at a ring, held like a stage in another process holds it. A conductor of its own keeps
 * lock, heartbeat and doorbell. Thus the role can stall and die alone, and it leaves the ring as
 * such a process does.
 *
 * @param <S> the type of the side: a writer or a reader
 */
final class HeldRole<S extends AutoCloseable> {

  /** Heartbeats of the stage after which it has checked ours in between. */
  private static final int HEARTBEATS_OF_A_CHECK = 2;

  /** Longer than the library's own limit, whose failure names the cause. */
  private static final long SECONDS_OF_AN_ATTACHMENT = 30;

  private enum Life {
    ALIVE,
    STALLED,
    GONE
  }

  private final Role role;
  private final TimeLimit limit;
  private final Conductor conductor;
  private final RoleAttachment<Side> attachment;
  private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Held<S>> taken = new CompletableFuture<>();
  private volatile boolean killed;

  // The test's thread only.
  private Held<S> held;
  private Life life = Life.ALIVE;
  private CountDownLatch stall = new CountDownLatch(0);

  private record Held<S>(MappedRing ring, S side, PeerLink link) {}

  /** The side that the attachment closes, unless it was killed: then it stays as it is. */
  private final class Side implements AutoCloseable {

    private final MappedRing ring;
    private final S side;

    Side(MappedRing ring, S side) {
      this.ring = ring;
      this.side = side;
    }

    @Override
    public void close() {
      if (!killed) {
        closeQuietly(side);
      }
    }
  }

  private HeldRole(
      Role role, RoleAttachment.Place place, Function<MappedRing, S> attach, TimeLimit limit) {
    this.role = role;
    this.limit = limit;
    this.conductor = new Conductor("testkit-" + role, Thread::new, errors::add);
    this.attachment =
        new RoleAttachment<>(
            new PeerContext(conductor, Runnable::run),
            role,
            place,
            waitPolicy(limit),
            ring -> new Side(ring, attach.apply(ring)));
  }

  private static PeerLink.WaitPolicy waitPolicy(TimeLimit limit) {
    PeerTimeouts patience =
        new PeerTimeouts(RingSettings.FOREVER, limit.limit(), RingSettings.FOREVER);
    return new PeerLink.WaitPolicy(WaitStrategy.PARK, Duration.ZERO, patience);
  }

  /** Takes the role, or throws the exception that a stage would fail with. */
  static <S extends AutoCloseable> HeldRole<S> take(
      Role role, RoleAttachment.Place place, Function<MappedRing, S> attach, TimeLimit limit) {
    HeldRole<S> wanted = new HeldRole<>(role, place, attach, limit);
    try {
      wanted.attachment.start(side -> false, () -> {}).whenComplete(wanted::onAttached);
      wanted.held = wanted.result(wanted.taken);
      return wanted;
    } finally {
      if (wanted.held == null) {
        wanted.attachment.close();
        wanted.conductor.close();
      }
    }
  }

  /** Runs on the conductor's thread. It need not wake the test's thread, which polls. */
  private void onAttached(RoleAttachment.Attached<Side> attached, Throwable failure) {
    if (failure == null) {
      Side side = attached.side();
      taken.complete(new Held<>(side.ring, side.side, attached.link()));
    } else {
      taken.completeExceptionally(failure);
    }
  }

  /** Returns the side, for use while this peer is alive. */
  S side() {
    if (life != Life.ALIVE) {
      throw unusable();
    }
    return held.side();
  }

  private IllegalStateException unusable() {
    return new IllegalStateException("this peer is stalled or gone: " + this);
  }

  MappedRing ring() {
    return held.ring();
  }

  TimeLimit limit() {
    return limit;
  }

  /** Signals the stage if it waits for no more than this side has stored. */
  void signalPeer(long reached) {
    held.link().signalPeer(reached);
  }

  /**
   * Waits until the other role is taken, and its stage has noticed this side. A stage does not miss
   * a side that it has never noticed.
   */
  void awaitStage() {
    side();
    try (ControlWords controlWords = controlWords()) {
      awaitStage(() -> isAttached(controlWords));
      awaitCheck(controlWords);
    }
  }

  /**
   * Waits until the stage is attached and has noticed this side, or has ended. To wait for its role
   * is not enough: if a reader ends while the stage attaches, the stage regards the ring as a
   * leftover.
   */
  void awaitStageOrItsEnd() {
    side();
    try (ControlWords controlWords = controlWords()) {
      awaitStage(() -> isAttached(controlWords) || hasEnded(controlWords));
      awaitCheck(controlWords);
    }
  }

  /** Waits for a heartbeat of this side, and then for enough of the stage, or for its end. */
  private void awaitCheck(ControlWords controlWords) {
    long ownHeartbeat = controlWords.ownHeartbeat();
    awaitStage(() -> controlWords.ownHeartbeat() != ownHeartbeat || !isWatching(controlWords));
    long heartbeat = controlWords.peerHeartbeat();
    awaitStage(
        () ->
            controlWords.peerHeartbeat() - heartbeat >= HEARTBEATS_OF_A_CHECK
                || !isWatching(controlWords));
  }

  private void awaitStage(BooleanSupplier condition) {
    limit.until(
        condition,
        () -> "no stage is attached: " + this,
        "start its stream before, or see the log of its failure; dieNow() and stallNow() do not wait");
  }

  private static boolean isAttached(ControlWords controlWords) {
    return stateOfPeer(controlWords) == RoleStatus.ATTACHED;
  }

  /** Excludes a plain thread: it has no heartbeat and does not notice this side. */
  private static boolean isWatching(ControlWords controlWords) {
    return isAttached(controlWords) && controlWords.peerHeartbeat() != ControlWords.NO_HEARTBEAT;
  }

  private static boolean hasEnded(ControlWords controlWords) {
    RoleStatus state = stateOfPeer(controlWords);
    return state == RoleStatus.COMPLETED || state == RoleStatus.FAILED;
  }

  private static RoleStatus stateOfPeer(ControlWords controlWords) {
    return ControlWords.stateOf(controlWords.peerStatus());
  }

  private ControlWords controlWords() {
    return role.controlWords(ring());
  }

  /** Blocks the conductor, and with it all signs of life. The role keeps its lock. */
  void stall() {
    side();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    conductor.execute(
        () -> {
          begun.countDown();
          awaitUninterrupted(end);
        });
    awaitUninterrupted(begun);
    stall = end;
    life = Life.STALLED;
  }

  /** Ends the stall. */
  void resume() {
    if (life != Life.STALLED) {
      throw new IllegalStateException("this peer is not stalled: " + this);
    }
    life = Life.ALIVE;
    stall.countDown();
  }

  /** Frees the lock and stops the heartbeat; the ring still says that this side is attached. */
  void die() {
    if (life == Life.GONE) {
      throw unusable();
    }
    killed = true;
    leave();
  }

  boolean isStalled() {
    return life == Life.STALLED;
  }

  /** Gives the role back without ending the stream. */
  void leave() {
    if (life != Life.GONE) {
      life = Life.GONE;
      attachment.close(); // before the stall ends, so that no heartbeat follows
      stall.countDown();
      result(attachment.ended());
      conductor.close();
    }
  }

  /**
   * Leaves, and unmaps the memory, also after a kill.
   *
   * @throws IllegalStateException if the peer failed and no stream has reported it
   */
  void close() {
    leave();
    closeQuietly(held.side());
    if (!errors.isEmpty()) {
      IllegalStateException failure = new IllegalStateException("a peer has failed: " + this);
      errors.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  private void closeQuietly(S side) {
    try {
      side.close();
    } catch (Exception e) {
      errors.add(e);
    }
  }

  private <T> T result(CompletionStage<T> future) {
    try {
      return future.toCompletableFuture().get(SECONDS_OF_AN_ATTACHMENT, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a peer has failed: " + this, e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a peer cannot take or give back its role: " + this, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + this, e);
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "role="
        + role
        + ", life="
        + life
        + ", file="
        + (held == null ? "none" : held.ring().path());
  }
}
