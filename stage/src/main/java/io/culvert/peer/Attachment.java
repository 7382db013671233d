package io.culvert.peer;

import io.culvert.AttachTimeoutException;
import io.culvert.IncompatibleRingException;
import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import io.culvert.RoleAlreadyHeldException;
import io.culvert.StreamEndedException;
import io.culvert.ring.LostPages;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingSpec;
import io.culvert.ring.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * INTERNAL API. One role at one ring, from the wish for it to the moment when nothing of it is
 * left: lock, mapping, wait point. Everything that may block (directories, files) runs on an
 * executor for such things, everything about locks on the conductor, nothing on the stage's thread.
 *
 * <p>{@link #close()} may be called at any time, also while the attachment is still under way:
 * whatever has been opened by then, or will be, is closed again.
 *
 * @param <S> the side: a writer or a reader
 */
public final class Attachment<S extends AutoCloseable> {

  /**
   * A role that somebody has may be given up in this moment, by the stream before this one for
   * example.
   */
  private static final long ROLE_PATIENCE_NANOS = 1_000_000_000;

  private static final long RETRY_NANOS = 20_000_000;

  private final PeerContext context;
  private final Conductor conductor;
  private final Executor blocking;
  private final Role role;
  private final Place place;
  private final Station.Manner manner;
  private final Function<RingFile, S> attach;
  private final Consumer<S> onAttached;
  private final Consumer<Throwable> onFailure;
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  // The conductor's thread only.
  private final long beginNanos = System.nanoTime();
  private RingDirectory directory;
  private RoleLock lock;
  private RingFile ring;
  private S side;
  private Station station;
  private boolean opening;
  private boolean closed;

  /**
   * Which ring.
   *
   * @param directory gives the checked directory; may block and throw
   * @param name the ring's name
   * @param spec what the ring must be
   */
  public record Place(Supplier<RingDirectory> directory, String name, RingSpec spec) {}

  private record Opened<S>(RingFile ring, S side) {}

  /**
   * Wishes for a role; {@link #start()} begins.
   *
   * @param context the actor system's
   * @param blocking runs what may block
   * @param role the role
   * @param place which ring
   * @param manner how to wait for the other side
   * @param attach takes the role at the opened ring
   * @param onAttached is given the side, on the conductor's thread, unless this is closed before
   * @param onFailure is told why there is none, on the conductor's thread, unless this is closed
   *     before
   */
  public Attachment(
      PeerContext context,
      Executor blocking,
      Role role,
      Place place,
      Station.Manner manner,
      Function<RingFile, S> attach,
      Consumer<S> onAttached,
      Consumer<Throwable> onFailure) {
    this.context = context;
    this.conductor = context.conductor();
    this.blocking = blocking;
    this.role = role;
    this.place = place;
    this.manner = manner;
    this.attach = attach;
    this.onAttached = onAttached;
    this.onFailure = onFailure;
  }

  /** Begins: directory, then lock, then ring. */
  public void start() {
    opening = true;
    block(this::checkDirectory);
  }

  private void checkDirectory() {
    try {
      RingDirectory checked = place.directory().get();
      conductor.execute(
          () -> {
            directory = checked;
            acquireLock();
          });
    } catch (RuntimeException | Error e) {
      conductor.execute(() -> fail(e));
    }
  }

  private void acquireLock() {
    if (closed) {
      release();
      return;
    }
    try {
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, place.name(), role);
      if (attempt.succeeded()) {
        lock = attempt.lock();
        block(this::open);
      } else if (System.nanoTime() - beginNanos < ROLE_PATIENCE_NANOS) {
        conductor.schedule(RETRY_NANOS, this::acquireLock);
      } else {
        fail(new RoleAlreadyHeldException(role.toString(), path(), attempt.holder()));
      }
    } catch (IOException e) {
      fail(
          new RingStorageException(
              Reason.IO,
              "cannot lock role: role=" + role + ", file=" + path() + ", cause=" + e,
              e));
    }
  }

  private void open() {
    try {
      Opened<S> opened = openLiving();
      conductor.execute(() -> attached(opened));
    } catch (StreamEndedException e) {
      conductor.execute(() -> awaitDrained(e));
    } catch (InternalError e) {
      RingStorageException lost = RingStorageException.pageLost(path(), e);
      conductor.execute(() -> fail(lost));
    } catch (RuntimeException | Error e) {
      conductor.execute(() -> fail(e));
    }
  }

  /**
   * The stream before this one is not drained yet. Nothing of it is overwritten; its reader deletes
   * the ring.
   */
  private void awaitDrained(StreamEndedException notDrained) {
    Duration limit = manner.patience().attachTimeout();
    if (closed) {
      release(); // at once: a conductor that has ended runs nothing later
    } else if (Duration.ofNanos(System.nanoTime() - beginNanos).compareTo(limit) < 0) {
      conductor.schedule(RETRY_NANOS, this::openAgain);
    } else {
      fail(new AttachTimeoutException(limit, path(), notDrained));
    }
  }

  private void openAgain() {
    if (closed) {
      release();
    } else {
      block(this::open);
    }
  }

  /**
   * Opens or makes the ring, and attaches. A ring whose reader is done with it has served its
   * purpose, and makes room for a new one.
   */
  private Opened<S> openLiving() {
    while (true) {
      RingFile found = RingFile.openOrCreate(directory, place.name(), place.spec());
      try {
        requireOfThisBoot(found);
        S attached = takeIfLiving(found);
        if (attached != null) {
          return new Opened<>(found, attached);
        }
        found.delete();
      } catch (RuntimeException | Error e) {
        found.close();
        throw e;
      }
      found.close();
    }
  }

  /** The side; null when the ring's reader is done with it. */
  private S takeIfLiving(RingFile found) {
    if (isDone(found)) {
      return null;
    }
    S attached = take(found);
    boolean living = false;
    try {
      // Once more: its reader may have come to the end since, and may have deleted it.
      living = !isDone(found);
    } finally {
      if (!living) {
        quietly(attached::close);
      }
    }
    return living ? attached : null;
  }

  /**
   * The lock is ours, so the predecessor is gone. Unless its lock was taken from it while it lives:
   * by a faulty library in its process, or by somebody who deleted the lock file. Two independent
   * signs are needed before its role is taken over, and its beat is the other one.
   */
  private S take(RingFile found) {
    try (Signals signals = role.signals(found)) {
      if (!Takeover.awaitSilence(signals)) {
        throw new RoleAlreadyHeldException(
            role.toString(), path(), "a process that has lost its lock but goes on");
      }
      return attach.apply(found);
    }
  }

  private void requireOfThisBoot(RingFile found) {
    if (!found.identity().isOfThisBoot()) {
      throw new IncompatibleRingException(
          path(), "boot id", found.identity().bootId(), "that of the running system");
    }
  }

  private static boolean isDone(RingFile ring) {
    return ring.readerState().isDone();
  }

  private void attached(Opened<S> opened) {
    opening = false;
    ring = opened.ring();
    side = opened.side();
    if (closed) {
      release();
    } else {
      tellAttached();
    }
  }

  /** What goes wrong on the way to a station fails the stage; it would wait for ever else. */
  private void tellAttached() {
    try {
      onAttached.accept(side);
    } catch (InternalError e) {
      fail(RingStorageException.pageLost(path(), e));
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void fail(Throwable failure) {
    opening = false;
    boolean told = closed;
    closed = true;
    release();
    if (!told) {
      onFailure.accept(failure);
    }
  }

  /**
   * Sets the station up. For the conductor's thread, from {@code onAttached}.
   *
   * @param ready tells whether there is something for the stage to do
   * @param wake wakes the stage
   * @return the station, whose wait point is not armed
   */
  public Station station(BooleanSupplier ready, Runnable wake) {
    Doorbell.Address address =
        new Doorbell.Address(directory, place.name(), role, ring.identity().ringId());
    station = new Station(context, new Station.Place(ring, lock, address), manner, ready, wake);
    conductor.add(station);
    return station;
  }

  /**
   * Gives everything back. The side must not be used any more once this has been called. For any
   * thread.
   */
  public void close() {
    conductor.execute(
        () -> {
          if (!closed) {
            closed = true;
            if (!opening) {
              release();
            }
          }
        });
  }

  /**
   * When nothing is left: neither lock nor mapping nor, for a ring that has served its purpose, the
   * file.
   *
   * @return completes after {@link #close()}
   */
  public CompletionStage<Void> released() {
    return released.minimalCompletionStage();
  }

  /**
   * In this order: nobody looks, the side ends, the other one is told, the memory goes, and only
   * then may a successor have the role.
   */
  private void release() {
    opening = false;
    if (station != null) {
      conductor.remove(station);
      station.leave();
    }
    if (ring != null) {
      quietly(side::close);
    }
    if (station != null) {
      quietly(station::close);
    }
    if (ring != null) {
      quietly(this::retire);
      quietly(ring::close);
    }
    if (lock != null) {
      quietly(() -> RoleLocks.release(lock));
    }
    released.complete(null);
  }

  /**
   * The reader that is done with a ring deletes it, so that the next stream of that name begins
   * with a new one.
   */
  private void retire() {
    if (role == Role.READER && isDone(ring)) {
      ring.delete();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  /** What cannot be given back is reported, and the rest is given back all the same. */
  private void quietly(Step step) {
    try {
      step.run();
      LostPages.surface();
    } catch (Exception | InternalError e) {
      conductor.reportError(e);
    }
  }

  /**
   * On the executor for what may block; on the caller's thread once the system has ended and takes
   * no more tasks.
   */
  private void block(Runnable task) {
    try {
      blocking.execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  private String path() {
    return directory.ring(place.name()).toString();
  }
}
