package io.culvert.peer;

import io.culvert.peer.lock.Role;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.Await;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The peer of a stage under test, as if it were a waiting stage of this JVM: the stage that signals
 * it runs the action of the test on its own thread. So a test can act in the middle of a step of
 * the stage.
 */
public final class PeerStub implements AutoCloseable {

  private final UUID ringId;
  private final Role role;
  private final ControlWords controlWords;
  private final WaitPoint point;
  private final AtomicInteger wakeUps = new AtomicInteger();

  private PeerStub(MappedRing ring, Role role, Consumer<PeerStub> onSignal) {
    this.ringId = ring.header().ringId();
    this.role = role;
    this.controlWords = role.controlWords(ring);
    this.point =
        new WaitPoint(
            controlWords, () -> false, () -> onWakeUp(onSignal), WaitStrategy.PARK, () -> {});
    LocalWaitPoints.ofThisJvm().add(ringId, role, point);
  }

  private void onWakeUp(Consumer<PeerStub> onSignal) {
    wakeUps.incrementAndGet();
    onSignal.accept(this);
  }

  /** Creates a peer that does not wait yet. */
  public static PeerStub of(MappedRing ring, Role role, Consumer<PeerStub> onSignal) {
    return new PeerStub(ring, role, onSignal);
  }

  /** Waits, for any position, until it is signalled. */
  public void arm() {
    point.arm(Long.MIN_VALUE);
  }

  /** Returns how often it was signalled. */
  public int wakeUps() {
    return wakeUps.get();
  }

  /** Blocks until the stage that has this role in this JVM is armed. */
  public static void awaitArmed(MappedRing ring, Role role) {
    UUID ringId = ring.header().ringId();
    Await.until(
        () -> {
          WaitPoint found = LocalWaitPoints.ofThisJvm().find(ringId, role);
          return found != null && found.isArmed();
        },
        () -> "does not wait: role=" + role);
  }

  /** Wakes the stage that has this role in this JVM, whether or not it is armed. */
  public static void wake(MappedRing ring, Role role) {
    LocalWaitPoints.ofThisJvm().find(ring.header().ringId(), role).wakeAnyway();
  }

  @Override
  public void close() {
    LocalWaitPoints.ofThisJvm().remove(ringId, role, point);
    controlWords.close();
  }
}
