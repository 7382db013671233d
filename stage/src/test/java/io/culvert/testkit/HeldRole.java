package io.culvert.testkit;

import io.culvert.RingSettings;
import io.culvert.WaitMode;
import io.culvert.peer.Attachment;
import io.culvert.peer.Conductor;
import io.culvert.peer.Patience;
import io.culvert.peer.PeerContext;
import io.culvert.peer.Role;
import io.culvert.peer.Station;
import io.culvert.ring.RingFile;
import io.culvert.ring.RoleState;
import io.culvert.ring.Signals;
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
 * A role at a ring, held as a stage in another process holds it: its lock, heartbeat and doorbell
 * are kept by a conductor of its own. So it can stall and die for itself alone, and what is in the
 * ring then is what such a process leaves there.
 *
 * @param <S> the side: a writer or a reader
 */
final class HeldRole<S extends AutoCloseable> {

  /** A beat of the other side, and one more: then it has looked at ours in between. */
  private static final int BEATS_OF_A_LOOK = 2;

  private static final long NO_BEAT = 0;

  /** The library gives up sooner by itself, and says why. */
  private static final long SECONDS_OF_AN_ATTACHMENT = 30;

  private enum Life {
    ALIVE,
    STALLED,
    GONE
  }

  private final Role role;
  private final TimeLimit limit;
  private final Conductor conductor;
  private final Attachment<Side> attachment;
  private final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Held<S>> taken = new CompletableFuture<>();
  private volatile boolean killed;

  // The test's thread only.
  private Held<S> held;
  private Life life = Life.ALIVE;
  private CountDownLatch stall = new CountDownLatch(0);

  private record Held<S>(RingFile ring, S side, Station station) {}

  /** What the attachment ends when it is over: one that was killed does not end its side. */
  private final class Side implements AutoCloseable {

    private final RingFile ring;
    private final S side;

    Side(RingFile ring, S side) {
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
      Role role, Attachment.Place place, Function<RingFile, S> attach, TimeLimit limit) {
    this.role = role;
    this.limit = limit;
    this.conductor = new Conductor("testkit-" + role, Thread::new, errors::add);
    this.attachment =
        new Attachment<>(
            new PeerContext(conductor, Runnable::run),
            role,
            place,
            manner(limit),
            ring -> new Side(ring, attach.apply(ring)));
  }

  private static Station.Manner manner(TimeLimit limit) {
    Patience patience = new Patience(RingSettings.FOREVER, limit.limit(), RingSettings.FOREVER);
    return new Station.Manner(WaitMode.PARK, Duration.ZERO, patience);
  }

  /** Takes the role, or throws what a stage would fail with that wants it. */
  static <S extends AutoCloseable> HeldRole<S> take(
      Role role, Attachment.Place place, Function<RingFile, S> attach, TimeLimit limit) {
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

  /** On the conductor's thread. Nobody has to be woken: the test's thread looks by itself. */
  private void onAttached(Attachment.Attached<Side> attached, Throwable failure) {
    if (failure == null) {
      Side side = attached.side();
      taken.complete(new Held<>(side.ring, side.side, attached.link()));
    } else {
      taken.completeExceptionally(failure);
    }
  }

  /** The side, for who is about to do something with it. */
  S side() {
    if (life != Life.ALIVE) {
      throw new IllegalStateException("this peer can do nothing: " + this);
    }
    return held.side();
  }

  RingFile ring() {
    return held.ring();
  }

  TimeLimit limit() {
    return limit;
  }

  /** Wakes the other side if it waits for no more than this side has stored. */
  void ringOther(long reached) {
    held.station().ringPeer(reached);
  }

  /**
   * Waits until the other side is there and has seen that this one is, too: whom it has never seen
   * alive it does not miss.
   */
  void awaitOther() {
    side();
    try (Signals signals = signals()) {
      awaitOther(() -> isOtherThere(signals));
      awaitLook(signals);
    }
  }

  /**
   * Waits until the other side is there, or has ended already. Not only until it has the role:
   * while it attaches, it takes a ring whose reader ends for one that is left from before.
   */
  void awaitOtherOrItsEnd() {
    side();
    try (Signals signals = signals()) {
      awaitOther(() -> isOtherThere(signals) || hasOtherEnded(signals));
      awaitLook(signals);
    }
  }

  /** A beat of ours, and then enough of the other side's, unless it ends meanwhile. */
  private void awaitLook(Signals signals) {
    long ownBeat = signals.ownBeat();
    awaitOther(() -> signals.ownBeat() != ownBeat || !isOtherThere(signals));
    long otherBeat = signals.peerBeat();
    awaitOther(() -> signals.peerBeat() - otherBeat >= BEATS_OF_A_LOOK || !isOtherThere(signals));
  }

  private void awaitOther(BooleanSupplier condition) {
    limit.until(condition, () -> "no stage is at the other side: " + this);
  }

  /** A plain thread without a heartbeat may be there, too, but sees nothing. */
  private static boolean isOtherThere(Signals signals) {
    return stateOfOther(signals) == RoleState.ATTACHED && signals.peerBeat() != NO_BEAT;
  }

  private static boolean hasOtherEnded(Signals signals) {
    RoleState state = stateOfOther(signals);
    return state == RoleState.COMPLETED || state == RoleState.FAILED;
  }

  private static RoleState stateOfOther(Signals signals) {
    return Signals.stateOf(signals.peerStatus());
  }

  private Signals signals() {
    return role.signals(ring());
  }

  /** The conductor, and with it everything that shows life, stands still; the lock is held. */
  void stall() {
    awaitOther();
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

  /** Ends a stall. */
  void resume() {
    if (life != Life.STALLED) {
      throw new IllegalStateException("this peer is not stalled: " + this);
    }
    life = Life.ALIVE;
    stall.countDown();
  }

  /**
   * The lock is free, the heartbeat stands still, and the ring's own word says that we are here.
   */
  void die() {
    if (life != Life.STALLED) {
      awaitOther();
    }
    killed = true;
    leave();
  }

  /** Gives the role up, without an end of the stream unless there is one already. */
  void leave() {
    if (life != Life.GONE) {
      life = Life.GONE;
      attachment.close(); // before a stall ends: no beat comes in between
      stall.countDown();
      result(attachment.released());
      conductor.close();
    }
  }

  /**
   * After the test: the memory of one that was killed is given back, too.
   *
   * @throws IllegalStateException when something has gone wrong that no stream was told of
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
      throw new AssertionError("a peer cannot take or leave its role: " + this, e);
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
