package io.culvert.peer;

import io.culvert.annotation.InternalApi;
import io.culvert.conductor.Conductor;
import io.culvert.exceptions.AttachTimeoutException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.exceptions.StreamEndedException;
import io.culvert.peer.doorbell.Doorbell;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLock;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.peer.lock.StaleOwner;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.memory.ControlWords;
import io.culvert.ring.memory.TruncatedMapping;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One role at one ring, from the request for it until its lock, mapping and wait point are closed.
 * The check of the directory and the opening of the ring run on an executor for blocking work.
 * Locks and the end, which may delete the ring, run on the conductor. Once either has ended, its
 * work runs on the caller's thread.
 *
 * <p>{@link #close()} may be called at any time, also while the attachment is under way: everything
 * that is open then, or opens later, is closed again.
 *
 * @param <S> the side: a writer or a reader
 */
@InternalApi
public final class RoleAttachment<S extends AutoCloseable> {

  /** How long a role that is held is requested again: its holder may be about to give it up. */
  private static final long MAX_ROLE_WAIT_NANOS = 1_000_000_000;

  private static final long RETRY_NANOS = 20_000_000;

  private final PeerContext context;
  private final Conductor conductor;
  private final Executor blocking;
  private final Role role;
  private final Place place;
  private final PeerLink.WaitPolicy waitPolicy;
  private final Function<MappedRing, S> attach;
  private final CompletableFuture<Attached<S>> attached = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  // The conductor's thread only, once the first step has begun.
  private final long beginNanos = System.nanoTime();
  private RingDirectory directory;
  private RoleLock lock;
  private MappedRing ring;
  private S side;
  private PeerLink link;
  private boolean opening;
  private boolean closed;

  // Written before the first step begins.
  private Predicate<S> ready;
  private Runnable wake;

  /**
   * A ring.
   *
   * @param directory returns the checked directory; may block and throw
   * @param name the name of the ring
   * @param spec the properties that the ring must have
   */
  public record Place(Supplier<RingDirectory> directory, String name, RingSpec spec) {}

  private record Opened<S>(MappedRing ring, S side) {}

  /**
   * A role that is taken.
   *
   * @param <S> the side: a writer or a reader
   * @param side the writer or the reader
   * @param link the link to its peer, whose wait point is not armed
   */
  public record Attached<S>(S side, PeerLink link) {}

  /**
   * Creates a request for a role; {@link #start} begins.
   *
   * @param context the context of the actor system's links
   * @param role the role
   * @param place the ring
   * @param waitPolicy how to wait for the peer
   * @param attach takes the role at the opened ring
   */
  public RoleAttachment(
      PeerContext context,
      Role role,
      Place place,
      PeerLink.WaitPolicy waitPolicy,
      Function<MappedRing, S> attach) {
    this.context = context;
    this.conductor = context.conductor();
    this.blocking = context.blocking();
    this.role = role;
    this.place = place;
    this.waitPolicy = waitPolicy;
    this.attach = attach;
  }

  /**
   * Begins: directory, then lock, then ring, then the link to the peer.
   *
   * @param isReady returns whether there is something for the stage to do; called on the
   *     conductor's thread, while the link's wait point is armed
   * @param wakeStage wakes the stage; called on any thread
   * @return completes on the conductor's thread, or fails there with the reason; never completes if
   *     this is closed before
   */
  public CompletionStage<Attached<S>> start(Predicate<S> isReady, Runnable wakeStage) {
    ready = isReady;
    wake = wakeStage;
    opening = true;
    block(this::checkDirectory);
    return attached;
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
      closeAll();
      return;
    }
    try {
      tryLock();
    } catch (IOException e) {
      fail(
          new RingStorageException(
              Reason.IO,
              "cannot lock role: role=" + role + ", file=" + path() + ", cause=" + e,
              e));
    } catch (RuntimeException | Error e) {
      fail(e); // the stage would wait forever otherwise
    }
  }

  private void tryLock() throws IOException {
    RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, place.name(), role);
    if (attempt.succeeded()) {
      lock = attempt.lock();
      block(this::open);
    } else if (System.nanoTime() - beginNanos < MAX_ROLE_WAIT_NANOS) {
      conductor.schedule(RETRY_NANOS, this::acquireLock);
    } else {
      fail(new RoleAlreadyHeldException(role.toString(), path(), attempt.holder()));
    }
  }

  private void open() {
    try {
      Opened<S> opened = openUsable();
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
   * Waits until the stream before this one is drained. Nothing of it is overwritten; its reader
   * deletes the ring.
   */
  private void awaitDrained(StreamEndedException notDrained) {
    Duration limit = waitPolicy.timeouts().attachTimeout();
    if (closed) {
      closeAll(); // at once: a conductor that has ended runs no timer
    } else if (Duration.ofNanos(System.nanoTime() - beginNanos).compareTo(limit) < 0) {
      conductor.schedule(RETRY_NANOS, this::openAgain);
    } else {
      fail(new AttachTimeoutException(limit, path(), notDrained));
    }
  }

  private void openAgain() {
    if (closed) {
      closeAll();
    } else {
      block(this::open);
    }
  }

  /**
   * Opens or creates the ring, and attaches. If the reader is done with the ring, deletes it and
   * creates a new one.
   */
  private Opened<S> openUsable() {
    while (true) {
      MappedRing found = MappedRing.openOrCreate(directory, place.name(), place.spec());
      try {
        requireOfThisBoot(found);
        S attached = takeIfUsable(found);
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

  /** Returns the side; null if the ring's reader is done with the ring. */
  private S takeIfUsable(MappedRing found) {
    if (isDone(found)) {
      return null;
    }
    S attached = take(found);
    boolean usable = false;
    try {
      // Once more: the reader may have taken the end since the first check, and may have
      // deleted the ring.
      usable = !isDone(found);
    } finally {
      if (!usable) {
        quietly(attached::close);
      }
    }
    return usable ? attached : null;
  }

  /**
   * Takes the role over. This process holds the lock, so the predecessor is gone, unless it lost
   * its lock while it runs: to a faulty library in its process, or because its lock file was
   * deleted. A take-over needs two independent signs, and a heartbeat that has stopped is the
   * second one.
   */
  private S take(MappedRing found) {
    try (ControlWords controlWords = role.controlWords(found)) {
      if (!StaleOwner.awaitNoHeartbeat(controlWords)) {
        throw new RoleAlreadyHeldException(
            role.toString(), path(), "a process that has lost its lock but still runs");
      }
      return attach.apply(found);
    }
  }

  private void requireOfThisBoot(MappedRing found) {
    if (!found.header().isOfThisBoot()) {
      throw new IncompatibleRingException(
          path(), "boot id", found.header().bootId(), "that of the running system");
    }
  }

  private static boolean isDone(MappedRing ring) {
    return ring.readerState().isDone();
  }

  private void attached(Opened<S> opened) {
    opening = false;
    ring = opened.ring();
    side = opened.side();
    if (closed) {
      closeAll();
    } else {
      link();
    }
  }

  /** Sets up the link. If that fails, so does the stage: it would wait forever otherwise. */
  private void link() {
    try {
      S taken = side;
      Doorbell.Address address =
          new Doorbell.Address(directory, place.name(), role, ring.header().ringId());
      link =
          new PeerLink(
              context,
              new PeerLink.Place(ring, lock, address),
              waitPolicy,
              () -> ready.test(taken),
              wake);
      conductor.add(link);
    } catch (InternalError e) {
      fail(RingStorageException.pageLost(path(), e));
      return;
    } catch (RuntimeException | Error e) {
      fail(e);
      return;
    }
    attached.complete(new Attached<>(side, link));
  }

  private void fail(Throwable failure) {
    opening = false;
    boolean wasClosed = closed;
    closed = true;
    closeAll();
    if (!wasClosed) {
      attached.completeExceptionally(failure);
    }
  }

  /**
   * Gives up the role and closes everything that is open. The caller must not use the side any
   * more. For any thread.
   */
  public void close() {
    conductor.execute(
        () -> {
          if (!closed) {
            closed = true;
            if (!opening) {
              closeAll();
            }
          }
        });
  }

  /**
   * Returns a future for the end of this attachment. Neither lock nor mapping is left then, nor the
   * file of a ring that its reader is done with.
   *
   * @return completes after {@link #close()}, or after a failure
   */
  public CompletionStage<Void> ended() {
    return ended.minimalCompletionStage();
  }

  /**
   * Closes everything in this order: the conductor stops polling, the role ends, the peer is
   * signalled, a reader that is done deletes the ring, the memory is unmapped, the lock is freed.
   * Only then may a successor take the role.
   */
  private void closeAll() {
    opening = false;
    if (link != null) {
      conductor.remove(link);
      link.leave();
    }
    if (ring != null) {
      quietly(side::close);
    }
    if (link != null) {
      quietly(link::close);
    }
    if (ring != null) {
      quietly(this::deleteIfDone);
      quietly(ring::close);
    }
    if (lock != null) {
      quietly(() -> RoleLocks.unlock(lock));
    }
    ended.complete(null);
  }

  /**
   * Deletes the ring if this reader is done with it, so that the next stream of that name begins
   * with a new one.
   */
  private void deleteIfDone() {
    if (role == Role.READER && isDone(ring)) {
      ring.delete();
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  /** Reports the failure of a step, so that the other steps follow. */
  private void quietly(Step step) {
    try {
      step.run();
      TruncatedMapping.throwPending();
    } catch (Exception | InternalError e) {
      conductor.reportError(e);
    }
  }

  /**
   * Runs a task on the executor for blocking work, or on the caller's thread once the system has
   * ended and accepts no more tasks.
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
