package io.culvert.bench.throughput;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Job;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.machine.ProcessClock;
import io.culvert.bench.report.Instance;
import io.culvert.bench.report.Window;
import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pauses;
import io.culvert.bench.work.Workplace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The JVMs of one subject and size, from their start to their end, with the windows seen of them.
 */
final class Pair implements AutoCloseable {

  private static final Duration FIRST_PAYLOAD = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Subject subject;
  private final int size;
  private final int number;
  private final Workplace workplace;
  private final Worker receiver;
  private final Optional<Worker> sender;
  private final Counters counter;
  private final List<Window> windows = new ArrayList<>();
  private long countWhenWarm;
  private long allocatedWhenWarm;

  private Pair(
      Subject subject,
      int size,
      int number,
      Workplace workplace,
      Worker receiver,
      Optional<Worker> sender,
      Counters counter) {
    this.subject = subject;
    this.size = size;
    this.number = number;
    this.workplace = workplace;
    this.receiver = receiver;
    this.sender = sender;
    this.counter = counter;
  }

  /**
   * Starts the JVMs.
   *
   * @param number of the pair, from 1
   * @throws BenchException if one of them cannot be started
   */
  static Pair start(Subject subject, int size, int number, int capacity) {
    Workplace workplace = Workplace.create();
    Job job = new Job(workplace.directory(), size, Job.capacityFor(size, capacity));
    ThroughputArguments arguments = new ThroughputArguments(subject.entry().name(), job);
    Counters counter = arguments.counter();
    List<String> words = arguments.format();
    String name = subject.name();
    if (subject.entry().inOneJvm()) {
      Worker only = Worker.start(name, subject.command(), OneJvmDuty.class, words);
      return new Pair(subject, size, number, workplace, only, Optional.empty(), counter);
    }
    Worker receiver =
        Worker.start(name + " (receiver)", subject.command(), ReceiverDuty.class, words);
    Worker sender = Worker.start(name + " (sender)", subject.command(), SenderDuty.class, words);
    return new Pair(subject, size, number, workplace, receiver, Optional.of(sender), counter);
  }

  /**
   * Connects both sides and lets them run until they are warm. The time until the first payload
   * does not count.
   *
   * @throws BenchException if a JVM fails, or nothing arrives
   */
  void warmUp(Duration warmUp) {
    String address = receiver.await(Worker.READY);
    sender.ifPresent(
        jvm -> {
          jvm.await(Worker.READY);
          jvm.tell(Worker.START, address);
        });
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
   * Lets the sender come to its end.
   *
   * @return what was seen
   * @throws BenchException if a JVM has failed, or a payload was lost
   */
  Instance finish() {
    long messages = count() - countWhenWarm;
    double allocated = (double) (allocatedBytes() - allocatedWhenWarm) / Math.max(1, messages);
    sender.orElse(receiver).tell(Worker.STOP, "");
    long received = Long.parseLong(receiver.await(Worker.DONE));
    sender.ifPresent(jvm -> requireAll(Long.parseLong(jvm.await(Worker.DONE)), received));
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
    return receiver.allocatedBytes() + sender.map(Worker::allocatedBytes).orElse(0L);
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

  long cpuNanos() {
    return ProcessClock.cpuNanos(pids());
  }

  List<Long> pids() {
    return sender.map(jvm -> List.of(receiver.pid(), jvm.pid())).orElse(List.of(receiver.pid()));
  }

  /** Kills the JVMs that still live, and removes their files. */
  @Override
  public void close() {
    sender.ifPresent(Worker::close);
    receiver.close();
    workplace.close();
  }
}
