package io.culvert.peer;

import io.culvert.WaitMode;
import io.culvert.ring.RingFile;
import io.culvert.ring.Signals;
import io.culvert.testing.Await;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The other side of a stage under test, as if it were a stage of this JVM that waits: whoever rings
 * for it does, on his own thread, what the test has said. So a test is in the middle of what a
 * stage does.
 */
public final class PeerStub implements AutoCloseable {

  private final UUID ringId;
  private final Role role;
  private final Signals signals;
  private final WaitPoint point;
  private final AtomicInteger rings = new AtomicInteger();

  private PeerStub(RingFile ring, Role role, Consumer<PeerStub> whenRung) {
    this.ringId = ring.identity().ringId();
    this.role = role;
    this.signals = role.signals(ring);
    this.point =
        new WaitPoint(signals, () -> false, () -> answer(whenRung), WaitMode.PARK, () -> {});
    Neighbours.ofThisJvm().add(ringId, role, point);
  }

  private void answer(Consumer<PeerStub> whenRung) {
    rings.incrementAndGet();
    whenRung.accept(this);
  }

  /** A side that does not wait yet. */
  public static PeerStub of(RingFile ring, Role role, Consumer<PeerStub> whenRung) {
    return new PeerStub(ring, role, whenRung);
  }

  /** From now on it waits, for anything, until it is rung for. */
  public void arm() {
    point.arm(Long.MIN_VALUE);
  }

  /** How often it was rung for. */
  public int rings() {
    return rings.get();
  }

  /** Waits until a stage of this JVM waits. */
  public static void awaitArmed(RingFile ring, Role role) {
    UUID ringId = ring.identity().ringId();
    Await.until(
        () -> {
          WaitPoint found = Neighbours.ofThisJvm().find(ringId, role);
          return found != null && found.isArmed();
        },
        () -> "does not wait: role=" + role);
  }

  /** Wakes a stage of this JVM, whether it waits or not. */
  public static void wake(RingFile ring, Role role) {
    Neighbours.ofThisJvm().find(ring.identity().ringId(), role).wakeAnyway();
  }

  @Override
  public void close() {
    Neighbours.ofThisJvm().remove(ringId, role, point);
    signals.close();
  }
}
