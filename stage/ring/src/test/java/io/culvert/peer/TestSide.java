package io.culvert.peer;

import io.culvert.conductor.Conductor;
import io.culvert.peer.doorbell.Doorbell;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLock;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One side of a ring that waits like a stage: it arms, checks again, and sleeps until it is woken.
 * The thread that waits is one of the test's.
 */
public final class TestSide implements AutoCloseable {

  static final RingSpec SPEC = RingSpec.ofBytes(64 * 1024);

  static final PeerTimeouts FOREVER =
      new PeerTimeouts(
          ChronoUnit.FOREVER.getDuration(),
          ChronoUnit.FOREVER.getDuration(),
          Duration.ofSeconds(10));

  public static final PeerLink.WaitPolicy ADAPTIVE =
      new PeerLink.WaitPolicy(WaitStrategy.ADAPTIVE, Duration.ZERO, FOREVER);

  private final Conductor conductor;
  private final String name;
  private final MappedRing ring;
  private final RoleLock lock;
  private final RingWriter writer;
  private final RingReader reader;
  private final PeerLink link;
  private final Semaphore wakes = new Semaphore(0);
  private volatile BooleanSupplier ready = () -> false;
  private long longestNanos;
  private long handOffs;
  private long lastSignalled;

  private TestSide(
      PeerContext context,
      RingDirectory directory,
      String name,
      Role role,
      PeerLink.WaitPolicy waitPolicy) {
    this.conductor = context.conductor();
    this.name = name;
    this.ring = MappedRing.openOrCreate(directory, name, SPEC);
    this.lock = take(directory, name, role);
    this.writer = role == Role.WRITER ? RingWriter.attach(ring) : null;
    this.reader = role == Role.READER ? RingReader.attach(ring) : null;
    Doorbell.Address address = new Doorbell.Address(directory, name, role, ring.header().ringId());
    this.link =
        new PeerLink(
            context,
            new PeerLink.Place(ring, lock, address),
            waitPolicy,
            () -> ready.getAsBoolean(),
            wakes::release);
    conductor.add(link);
  }

  public static TestSide attach(
      PeerContext context,
      RingDirectory directory,
      String name,
      Role role,
      PeerLink.WaitPolicy waitPolicy) {
    return on(context.conductor(), () -> new TestSide(context, directory, name, role, waitPolicy));
  }

  private static RoleLock take(RingDirectory directory, String name, Role role) {
    try {
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, name, role);
      if (!attempt.succeeded()) {
        throw new IllegalStateException("role is held: holder=" + attempt.holder());
      }
      return attempt.lock();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs something on the conductor's thread, and waits for it. */
  public static <T> T on(Conductor conductor, Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    conductor.execute(
        () -> {
          try {
            done.complete(work.get());
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    try {
      return done.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("not done by the conductor", e);
    }
  }

  public PeerLink link() {
    return link;
  }

  public MappedRing ring() {
    return ring;
  }

  boolean isWriter() {
    return writer != null;
  }

  /** Sets the condition that the conductor finds when it polls. */
  public void readyWhen(BooleanSupplier condition) {
    ready = condition;
  }

  /** Returns how many wake-ups arrived. */
  long handOffs() {
    return handOffs;
  }

  long longestMillis() {
    return TimeUnit.NANOSECONDS.toMillis(longestNanos);
  }

  public void awaitReachable() {
    Await.until(link::isReachable, () -> "not reachable: " + this);
  }

  public void send(UnsafeBuffer message, int length) {
    while (!writer.offer(message, 0, length)) {
      park(writer.wakeUpHead(), writer::isRoomMade);
    }
    signalPeer(writer.published());
  }

  /** Returns the first eight bytes of the next message, and releases it. */
  public long receive() {
    while (reader.read() == ReadResult.EMPTY) {
      signalPeer(reader.storedHead());
      park(Long.MIN_VALUE, reader::isReadable);
    }
    long number = reader.payload().getLong(0);
    reader.release();
    signalPeer(reader.storedHead());
    return number;
  }

  private void signalPeer(long reached) {
    if (reached != lastSignalled) {
      lastSignalled = reached;
      link.signalPeer(reached);
    }
  }

  private void park(long wanted, BooleanSupplier nowReady) {
    ready = nowReady;
    link.waitPoint().arm(wanted);
    if (nowReady.getAsBoolean() && link.waitPoint().disarm()) {
      return;
    }
    long begin = System.nanoTime();
    try {
      if (!isWoken(Await.PATIENCE)) {
        throw new AssertionError("not woken: " + this);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    longestNanos = Math.max(longestNanos, System.nanoTime() - begin);
    handOffs++;
  }

  /** Waits for a wake-up; returns false if none arrives in time. */
  public boolean isWoken(Duration limit) throws InterruptedException {
    return wakes.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    on(
        conductor,
        () -> {
          conductor.remove(link);
          link.leave();
          try {
            end();
            link.close();
            ring.close();
            RoleLocks.unlock(lock);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return null;
        });
  }

  private void end() {
    if (writer == null) {
      reader.close();
    } else {
      writer.close();
    }
  }

  @Override
  public String toString() {
    return "ring="
        + name
        + ", role="
        + (writer == null ? "reader" : "writer")
        + ", armed="
        + link.waitPoint().isArmed()
        + ", ready="
        + ready.getAsBoolean()
        + ", reachable="
        + link.isReachable()
        + ", peer="
        + link.peerState()
        + ", position="
        + (writer == null ? reader.position() : writer.position())
        + ", signalled="
        + lastSignalled
        + ", handOffs="
        + handOffs;
  }
}
