package io.culvert.peer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.ErrorHandler;

/**
 * INTERNAL API. The one library thread of an actor system. It waits for the other sides of all
 * rings, on behalf of stages that have let their threads go, and it is the only thread that touches
 * role locks.
 *
 * <p>It waits by looking: right after something has happened without a pause, then at growing
 * intervals of up to 1 ms. With nothing to look at it sleeps until it is nudged.
 *
 * <p>The shape is that of Artery's {@code TaskRunner} in Pekko, one thread that many streams share,
 * except that this one never carries elements, and that it ends what it was asked to stop looking
 * at before memory is given back.
 */
public final class Conductor implements AutoCloseable {

  private static final long BUSY_NANOS = 50_000;
  private static final long MIN_NAP_NANOS = 10_000;
  private static final long MAX_NAP_NANOS = 1_000_000;

  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final ErrorHandler errorHandler;
  private final Thread thread;

  // The conductor's thread only.
  private final List<WaitPoint> waitPoints = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos));
  private long lastWorkNanos = System.nanoTime();
  private long napNanos = MIN_NAP_NANOS;

  // Any thread.
  private volatile boolean nudged;
  private volatile boolean napping;
  private volatile boolean closing;
  private volatile boolean ended;

  private record Timer(long dueNanos, Runnable command) {}

  /**
   * Starts a conductor.
   *
   * @param name names its thread
   * @param errorHandler is told what a command has thrown; the thread goes on
   */
  public Conductor(String name, ErrorHandler errorHandler) {
    this.errorHandler = errorHandler;
    this.thread = new Thread(this::run, "culvert-conductor-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Runs a command on the conductor's thread, soon; on the caller's, when the conductor has ended.
   *
   * @param command the command
   */
  public void execute(Runnable command) {
    commands.add(command);
    if (ended) {
      runCommands();
    } else {
      nudge();
    }
  }

  /** Runs a command on the conductor's thread after a delay. For that thread only. */
  void schedule(long delayNanos, Runnable command) {
    timers.add(new Timer(System.nanoTime() + delayNanos, command));
  }

  /** A new wait point, not armed. For the conductor's thread only. */
  WaitPoint addWaitPoint(BooleanSupplier ready, Runnable wake) {
    WaitPoint point = new WaitPoint(this, ready, wake);
    waitPoints.add(point);
    return point;
  }

  /** Once this returns, the point is not looked at any more. For the conductor's thread only. */
  void removeWaitPoint(WaitPoint point) {
    waitPoints.remove(point);
  }

  void reportError(Throwable error) {
    errorHandler.onError(error);
  }

  /** There is something to look at: ends a nap. */
  void nudge() {
    // Store, then load: the conductor does it the other way round, so one of the two sees the
    // other.
    nudged = true;
    if (napping) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!closing) {
      if (work()) {
        lastWorkNanos = System.nanoTime();
        napNanos = MIN_NAP_NANOS;
      } else {
        idle();
      }
    }
    List.copyOf(timers).forEach(timer -> run(timer.command()));
    ended = true; // before the last look: who adds a command and sees no end is seen by it
    runCommands();
  }

  private boolean work() {
    boolean worked = nudged;
    nudged = false;
    worked |= runCommands();
    worked |= !timers.isEmpty() && runTimers(System.nanoTime());
    for (int i = 0; i < waitPoints.size(); i++) {
      worked |= poll(waitPoints.get(i));
    }
    return worked;
  }

  /** Guarded, because callers run commands themselves once the conductor has ended. */
  private synchronized boolean runCommands() {
    boolean worked = false;
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      run(command);
      worked = true;
    }
    return worked;
  }

  private boolean runTimers(long nowNanos) {
    boolean worked = false;
    while (!timers.isEmpty() && timers.peek().dueNanos() - nowNanos <= 0) {
      run(timers.poll().command());
      worked = true;
    }
    return worked;
  }

  private boolean poll(WaitPoint point) {
    try {
      return point.poll();
    } catch (RuntimeException | Error e) {
      errorHandler.onError(e);
      return true;
    }
  }

  /** Nothing that a command throws may end this thread: all other rings would wait for ever. */
  private void run(Runnable command) {
    try {
      command.run();
    } catch (RuntimeException | Error e) {
      errorHandler.onError(e);
    }
  }

  private void idle() {
    if (timers.isEmpty() && !isAnyArmed()) {
      nap(Long.MAX_VALUE);
    } else if (System.nanoTime() - lastWorkNanos < BUSY_NANOS) {
      Thread.onSpinWait();
    } else {
      nap(napNanos);
      napNanos = Math.min(2 * napNanos, MAX_NAP_NANOS);
    }
  }

  private boolean isAnyArmed() {
    for (int i = 0; i < waitPoints.size(); i++) {
      if (waitPoints.get(i).isArmed()) {
        return true;
      }
    }
    return false;
  }

  private void nap(long nanos) {
    napping = true;
    if (!nudged) {
      LockSupport.parkNanos(this, nanos);
    }
    napping = false;
  }

  /** Ends the thread, after it has run what it was asked to run. */
  @Override
  public void close() {
    closing = true;
    nudge();
  }
}
