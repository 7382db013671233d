package io.culvert.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;

/**
 * INTERNAL API. The one library thread of an actor system. It waits for the other sides of all
 * rings, on behalf of stages that have let their threads go; it shows that this process lives, and
 * watches whether the others do; and it is the only thread that touches role locks.
 *
 * <p>It sleeps in {@code select} until a doorbell rings, a command comes, or the next beat is due.
 * Only where nobody can ring (the other side is a plain thread or not there, or there is no socket)
 * does it look by itself: right after something has happened without a pause, then at growing
 * intervals of up to 10 ms.
 *
 * <p>The shape is that of Artery's {@code TaskRunner} in Pekko, one thread that many streams share,
 * except that this one carries elements only for streams that ask to run on it, as on an event
 * loop, and that it ends what it was asked to look after before memory is given back.
 */
public final class Conductor implements AutoCloseable {

  /** From one beat to the next. */
  static final long BEAT_NANOS = 100_000_000;

  private static final long BUSY_NANOS = 50_000;
  private static final long MIN_NAP_NANOS = 1_000_000;
  private static final long MAX_NAP_NANOS = 10_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** So many turns without a sleep, then a glance at the sockets. */
  private static final int TURNS_PER_GLANCE = 64;

  /** Streams may run here, and one that is busy always has a next command. */
  private static final int COMMANDS_PER_TURN = 16;

  private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
  private final ErrorHandler errorHandler;
  private final long safetyNanos;
  private final Selector selector;
  private final Thread thread;

  // The conductor's thread only.
  private final List<ConductorTask> tasks = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::dueNanos));
  private long lastWorkNanos = System.nanoTime();
  private long napNanos = MIN_NAP_NANOS;
  private long nextBeatNanos = System.nanoTime() + BEAT_NANOS;
  private long nextSafetyNanos;
  private int turns;

  // Any thread.
  private volatile boolean nudged;
  private volatile boolean selecting;
  private volatile boolean closing;
  private volatile boolean ended;

  private record Timer(long dueNanos, Runnable command) {}

  /** What a selected channel does. */
  interface Ready {
    void onReady() throws IOException;
  }

  /**
   * Starts a conductor.
   *
   * @param name names its thread
   * @param threads makes it
   * @param errorHandler is told what a command has thrown; the thread goes on
   * @throws UncheckedIOException when the process cannot open another file
   */
  public Conductor(String name, ThreadFactory threads, ErrorHandler errorHandler) {
    this(name, threads, errorHandler, BEAT_NANOS);
  }

  /**
   * Starts a conductor with another interval between the checks of all tasks, also of those that
   * need no polling. It bounds the loss of a wake-up, by a connection that broke for example.
   */
  Conductor(String name, ThreadFactory threads, ErrorHandler errorHandler, long safetyNanos) {
    this.errorHandler = errorHandler;
    this.safetyNanos = safetyNanos;
    this.nextSafetyNanos = System.nanoTime() + safetyNanos;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the conductor: " + e.getMessage(), e);
    }
    this.thread = threads.newThread(this::run);
    thread.setName("culvert-conductor-" + name);
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
      runCommands(Integer.MAX_VALUE);
    } else {
      nudge();
    }
  }

  /** Runs a command on the conductor's thread after a delay. For that thread only. */
  void schedule(long delayNanos, Runnable command) {
    timers.add(new Timer(System.nanoTime() + delayNanos, command));
  }

  /** Runs a task from now on. For the conductor's thread only. */
  void add(ConductorTask task) {
    tasks.add(task);
  }

  /** Once this returns, the task does not run any more. For the conductor's thread only. */
  void remove(ConductorTask task) {
    tasks.remove(task);
  }

  /** For channels that are to wake this thread; each with a {@link Ready} attached. */
  Selector selector() {
    return selector;
  }

  void reportError(Throwable error) {
    errorHandler.onError(error);
  }

  /** There is something to look at: ends a sleep. */
  void nudge() {
    // Store, then load: the conductor does it the other way round, so one of the two sees the
    // other.
    nudged = true;
    if (selecting) {
      selector.wakeup();
    }
  }

  private void run() {
    while (!closing) {
      try {
        turn();
      } catch (RuntimeException | Error e) {
        // The JVM tells of a page that is gone when it likes to, see LostPages.
        errorHandler.onError(e);
      }
    }
    List.copyOf(timers).forEach(timer -> run(timer.command()));
    ended = true; // before the last look: who adds a command and sees no end is seen by it
    runCommands(Integer.MAX_VALUE);
    closeSelector();
  }

  private void closeSelector() {
    try {
      selector.close();
    } catch (IOException e) {
      errorHandler.onError(e);
    }
  }

  private void turn() {
    long nowNanos = System.nanoTime();
    if (work(nowNanos)) {
      lastWorkNanos = System.nanoTime();
      napNanos = MIN_NAP_NANOS;
      glance();
    } else {
      // At the same time: a station that was spinning when it was looked at has put up no flag.
      idle(nowNanos);
    }
  }

  private boolean work(long nowNanos) {
    boolean worked = nudged;
    nudged = false;
    worked |= runCommands(COMMANDS_PER_TURN);
    worked |= !timers.isEmpty() && runTimers(nowNanos);
    if (nowNanos - nextBeatNanos >= 0) {
      nextBeatNanos = nowNanos + BEAT_NANOS;
      forEachTask(task -> task.onHeartbeat(nowNanos));
    }
    if (nowNanos - nextSafetyNanos >= 0) {
      nextSafetyNanos = nowNanos + safetyNanos;
      forEachTask(ConductorTask::check);
    }
    for (int i = 0; i < tasks.size(); i++) {
      worked |= tasks.get(i).poll(nowNanos);
    }
    return worked;
  }

  /** An exception of one task does not keep the conductor from the others. */
  private void forEachTask(Consumer<ConductorTask> visit) {
    for (int i = 0; i < tasks.size(); i++) {
      ConductorTask task = tasks.get(i);
      run(() -> visit.accept(task));
    }
  }

  /** Guarded, because callers run commands themselves once the conductor has ended. */
  private synchronized boolean runCommands(int limit) {
    int run = 0;
    for (Runnable command; run < limit && (command = commands.poll()) != null; run++) {
      run(command);
    }
    return run > 0;
  }

  private boolean runTimers(long nowNanos) {
    boolean worked = false;
    while (!timers.isEmpty() && timers.peek().dueNanos() - nowNanos <= 0) {
      run(timers.poll().command());
      worked = true;
    }
    return worked;
  }

  /** Nothing that a command throws may end this thread: all other rings would wait for ever. */
  private void run(Runnable command) {
    try {
      command.run();
    } catch (RuntimeException | Error e) {
      errorHandler.onError(e);
    }
  }

  private void idle(long nowNanos) {
    boolean polling = false;
    boolean spinning = false;
    for (int i = 0; i < tasks.size(); i++) {
      polling |= tasks.get(i).needsPolling(nowNanos);
      spinning |= tasks.get(i).isSpinning(nowNanos);
    }
    if (polling && (spinning || nowNanos - lastWorkNanos < BUSY_NANOS)) {
      Thread.onSpinWait();
      glance();
    } else {
      sleep(polling ? napNanos : Long.MAX_VALUE, nowNanos);
      napNanos = Math.min(2 * napNanos, MAX_NAP_NANOS);
    }
  }

  private void sleep(long limitNanos, long nowNanos) {
    long nanos = limitNanos;
    if (!tasks.isEmpty()) {
      nanos = Math.min(nanos, nextBeatNanos - nowNanos);
    }
    if (!timers.isEmpty()) {
      nanos = Math.min(nanos, timers.peek().dueNanos() - nowNanos);
    }
    if (nanos <= 0) {
      return;
    }
    selecting = true;
    try {
      if (!nudged) {
        // 0 means for ever; a fraction of a millisecond is rounded up, or a timer would be met by
        // spinning.
        long millis = nanos == Long.MAX_VALUE ? 0 : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        selector.select(this::onReady, millis);
      }
    } catch (IOException e) {
      errorHandler.onError(e);
    } finally {
      selecting = false;
    }
  }

  /** Also while there is work without an end: nobody is to wait for the next sleep. */
  private void glance() {
    turns++;
    if (turns % TURNS_PER_GLANCE != 0) {
      return;
    }
    try {
      selector.selectNow(this::onReady);
    } catch (IOException e) {
      errorHandler.onError(e);
    }
  }

  private void onReady(SelectionKey key) {
    if (!key.isValid()) {
      return; // closed by the one before it
    }
    try {
      ((Ready) key.attachment()).onReady();
    } catch (IOException | RuntimeException | Error e) {
      errorHandler.onError(e);
      closeChannel(key);
    }
  }

  /** One that throws would throw again and again. */
  private void closeChannel(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      errorHandler.onError(e);
    }
  }

  /** Ends the thread, after it has run what it was asked to run. */
  @Override
  public void close() {
    closing = true;
    nudge();
  }
}
