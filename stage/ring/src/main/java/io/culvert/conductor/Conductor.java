package io.culvert.conductor;

import io.culvert.annotation.InternalApi;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.ErrorHandler;

/**
 * The one library thread of an actor system: an event loop that runs tasks, commands, timers and
 * the handlers of channels.
 *
 * <p>It sleeps in {@code select} until a channel is ready, a command arrives, or a heartbeat or a
 * timer is due. It polls only for tasks that need it: without a pause right after there was work,
 * then at growing intervals.
 *
 * <p>The shape is that of Artery's {@code TaskRunner} in Pekko: one thread that many streams share.
 * This one also runs streams that are configured to use it as an event loop, and it runs what it
 * has accepted before it ends.
 */
@InternalApi
public final class Conductor implements AutoCloseable {

  /** The time from one heartbeat to the next. */
  public static final long HEARTBEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long BUSY_NANOS = 50_000;
  private static final long MIN_PAUSE_NANOS = 1_000_000;
  private static final long MAX_PAUSE_NANOS = 10_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** The number of turns without a sleep after which the channels are selected. */
  private static final int TURNS_PER_SELECT = 64;

  /** Bounds a turn: streams may run here, and a busy stream always has a next command. */
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
  private long pauseNanos = MIN_PAUSE_NANOS;
  private long nextHeartbeatNanos = System.nanoTime() + HEARTBEAT_NANOS;
  private long nextSafetyNanos;
  private int turns;

  // Any thread.
  private volatile boolean wakeupRequested;
  private volatile boolean selecting;
  private volatile boolean closing;
  private volatile boolean ended;

  private record Timer(long dueNanos, Runnable command) {}

  /** Handles a selected channel. */
  public interface Ready {
    void onReady() throws IOException;
  }

  /**
   * Starts a conductor.
   *
   * @param name the suffix of its thread's name
   * @param threads creates its thread
   * @param errorHandler receives what a command or a task throws; the thread continues
   * @throws UncheckedIOException if the process cannot open another file
   */
  public Conductor(String name, ThreadFactory threads, ErrorHandler errorHandler) {
    this(name, threads, errorHandler, HEARTBEAT_NANOS);
  }

  /**
   * Starts a conductor with another interval between the checks of all tasks, also of those that
   * need no polling. It bounds the loss of a wake-up, by a connection that broke for example.
   */
  public Conductor(
      String name, ThreadFactory threads, ErrorHandler errorHandler, long safetyNanos) {
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
   * Runs a command on the conductor's thread, or on the caller's if the conductor has ended.
   *
   * @param command the command
   */
  public void execute(Runnable command) {
    commands.add(command);
    if (ended) {
      runCommands(Integer.MAX_VALUE);
    } else {
      wakeup();
    }
  }

  /** Runs a command on the conductor's thread after a delay. For that thread only. */
  public void schedule(long delayNanos, Runnable command) {
    timers.add(new Timer(System.nanoTime() + delayNanos, command));
  }

  /** Runs a task from now on. For the conductor's thread only. */
  public void add(ConductorTask task) {
    tasks.add(task);
  }

  /** Once this returns, the task does not run any more. For the conductor's thread only. */
  public void remove(ConductorTask task) {
    tasks.remove(task);
  }

  /**
   * Returns the selector for channels that wake this thread. Each needs a {@link Ready} as its
   * attachment.
   */
  public Selector selector() {
    return selector;
  }

  public void reportError(Throwable error) {
    errorHandler.onError(error);
  }

  /** Ends a sleep, because a task needs polling. */
  public void wakeup() {
    // Store wakeupRequested, then load selecting. The conductor stores selecting, then loads
    // wakeupRequested. Both words are volatile, so at least one of the two threads sees the
    // store of the other.
    wakeupRequested = true;
    if (selecting) {
      selector.wakeup();
    }
  }

  private void run() {
    while (!closing) {
      try {
        turn();
      } catch (RuntimeException | Error e) {
        // The JVM may report the access to a lost page at any later point, see TruncatedMapping.
        errorHandler.onError(e);
      }
    }
    List.copyOf(timers).forEach(timer -> run(timer.command()));
    // Before the last run: if a caller adds a command and does not see the end, this run sees
    // the command.
    ended = true;
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
      pauseNanos = MIN_PAUSE_NANOS;
      selectNow();
    } else {
      // With the same time: a task that was spinning at its poll has not raised its parked
      // flag.
      idle(nowNanos);
    }
  }

  private boolean work(long nowNanos) {
    boolean worked = wakeupRequested;
    wakeupRequested = false;
    worked |= runCommands(COMMANDS_PER_TURN);
    worked |= !timers.isEmpty() && runTimers(nowNanos);
    if (nowNanos - nextHeartbeatNanos >= 0) {
      nextHeartbeatNanos = nowNanos + HEARTBEAT_NANOS;
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

  /** Synchronized, because callers run commands themselves once the conductor has ended. */
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

  /** An exception must not end this thread: all other tasks would wait forever. */
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
      selectNow();
    } else {
      sleep(polling ? pauseNanos : Long.MAX_VALUE, nowNanos);
      pauseNanos = Math.min(2 * pauseNanos, MAX_PAUSE_NANOS);
    }
  }

  private void sleep(long limitNanos, long nowNanos) {
    long nanos = limitNanos;
    if (!tasks.isEmpty()) {
      nanos = Math.min(nanos, nextHeartbeatNanos - nowNanos);
    }
    if (!timers.isEmpty()) {
      nanos = Math.min(nanos, timers.peek().dueNanos() - nowNanos);
    }
    if (nanos <= 0) {
      return;
    }
    selecting = true;
    try {
      if (!wakeupRequested) {
        // 0 means forever. A fraction of a millisecond is rounded up: otherwise the thread
        // would spin until a timer is due.
        long millis = nanos == Long.MAX_VALUE ? 0 : (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        selector.select(this::onReady, millis);
      }
    } catch (IOException e) {
      errorHandler.onError(e);
    } finally {
      selecting = false;
    }
  }

  /** Selects while there is always work: channels must not wait for the next sleep. */
  private void selectNow() {
    turns++;
    if (turns % TURNS_PER_SELECT != 0) {
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
      return; // closed by a handler before it
    }
    try {
      ((Ready) key.attachment()).onReady();
    } catch (IOException | RuntimeException | Error e) {
      errorHandler.onError(e);
      closeChannel(key);
    }
  }

  /** Closes a channel whose handler threw: it would throw again in each turn. */
  private void closeChannel(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException e) {
      errorHandler.onError(e);
    }
  }

  /** Ends the thread, after it has run the commands and timers that it accepted. */
  @Override
  public void close() {
    closing = true;
    wakeup();
  }
}
