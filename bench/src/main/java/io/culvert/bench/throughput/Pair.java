package io.culvert.bench.throughput;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Job;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.report.Instance;
import io.culvert.bench.report.Window;
import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pauses;
import io.culvert.bench.work.Workplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The JVMs of one subject and size, from their start to their end, and the windows of them. */
final class Pair implements AutoCloseable {

  private static final Duration FIRST_PAYLOAD = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Subject subject;
  private final int size;
  private final int number;
  private final Workplace workplace = Workplace.create();
  private final Counters counter;

  /** The receiver first, and the sender last; a contender in one JVM is both. */
  private final List<Worker> workers = new ArrayList<>();

  private final List<Window> windows = new ArrayList<>();
  private long countWhenWarm;
  private long allocatedWhenWarm;

  /**
   * Starts the JVMs.
   *
   * @param number of the pair, from 1
   * @throws BenchException if one of them cannot be started
   */
  Pair(Subject subject, int size, int number, int capacity) {
    this.subject = subject;
    this.size = size;
    this.number = number;
    Job job = new Job(workplace.directory(), size, Job.capacityFor(size, capacity));
    ThroughputArguments arguments = new ThroughputArguments(subject.entry().name(), job);
    counter = arguments.counter();
    if (subject.entry().inOneJvm()) {
      start("", OneJvmDuty.class, arguments);
    } else {
      start(" (receiver)", ReceiverDuty.class, arguments);
      start(" (sender)", SenderDuty.class, arguments);
    }
  }

  private void start(String role, Class<? extends Duty> duty, ThroughputArguments arguments) {
    workers.add(Worker.start(subject.name() + role, subject.command(), duty, arguments.format()));
  }

  private Worker receiver() {
    return workers.get(0);
  }

  private Worker sender() {
    return workers.get(workers.size() - 1);
  }

  /**
   * Connects both sides and lets them run until they are warm. The time until the first payload
   * does not count.
   *
   * @throws BenchException if a JVM fails, or nothing arrives
   */
  void warmUp(Duration warmUp) {
    String address = receiver().await(Worker.READY);
    if (workers.size() > 1) {
      sender().await(Worker.READY);
      sender().tell(Worker.START, address);
    }
    awaitFirstPayload();
    Pauses.sleep(warmUp);
    countWhenWarm = count();
    allocatedWhenWarm = allocatedBytes();
  }

  private void awaitFirstPayload() {
    long begin = System.nanoTime();
    while (count() == 0) {
      if (System.nanoTime() - begin > FIRST_PAYLOAD.toNanos()) {
        throw new BenchException(
            "nothing arrives: contender=%s, size=%d, seconds=%d"
                .formatted(subject.name(), size, FIRST_PAYLOAD.toSeconds()));
      }
      Pauses.sleep(POLL);
    }
  }

  /**
   * Lets the sender end, and returns all windows.
   *
   * @throws BenchException if a JVM failed, or a payload was lost
   */
  Instance finish() {
    long messages = count() - countWhenWarm;
    double allocated = (double) (allocatedBytes() - allocatedWhenWarm) / Math.max(1, messages);
    sender().tell(Worker.STOP, "");
    long received = Long.parseLong(receiver().await(Worker.DONE));
    if (workers.size() > 1) {
      requireAll(Long.parseLong(sender().await(Worker.DONE)), received);
    }
    return new Instance(subject.name(), size, number, List.copyOf(windows), allocated, received);
  }

  private void requireAll(long sent, long received) {
    if (sent != received) {
      throw new BenchException(
          "payloads lost: contender=%s, size=%d, sent=%d, received=%d"
              .formatted(subject.name(), size, sent, received));
    }
  }

  private long allocatedBytes() {
    return workers.stream().mapToLong(Worker::allocatedBytes).sum();
  }

  Subject subject() {
    return subject;
  }

  int size() {
    return size;
  }

  int number() {
    return number;
  }

  void add(Window window) {
    windows.add(window);
  }

  long count() {
    return counter.sum();
  }

  List<Long> pids() {
    return workers.stream().map(Worker::pid).toList();
  }

  /** Kills the JVMs that still live, and removes their files. */
  @Override
  public void close() {
    workers.forEach(Worker::close);
    workplace.close();
  }
}
