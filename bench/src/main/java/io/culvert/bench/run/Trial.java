package io.culvert.bench.run;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.contender.Job;
import io.culvert.bench.report.Figure;
import java.time.Duration;
import java.util.List;

/**
 * One contender, one size, one round: fresh JVMs, a warm-up, then the measured window.
 *
 * @param entry the contender
 * @param size bytes of a payload
 * @param round from 1
 * @param timing how long
 */
public record Trial(Entry entry, int size, int round, Timing timing) {

  private static final String RECEIVER = " (receiver)";
  private static final String SENDER = " (sender)";
  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Runs it.
   *
   * @return what was measured
   * @throws BenchException when a JVM fails or does not answer, or a payload is lost or not whole
   */
  public Figure run() {
    try (Workplace workplace = Workplace.create()) {
      Job job = new Job(workplace.directory(), size, Job.capacityFor(size, timing.capacity()));
      List<String> arguments = ThroughputDuties.arguments(entry.name(), job);
      Window window = entry.inOneJvm() ? runInOne(arguments) : runInTwo(arguments);
      return window.figure(entry.name(), size, round);
    }
  }

  private Window runInOne(List<String> arguments) {
    try (ChildJvm jvm = start("", OneJvmDuty.class, arguments)) {
      jvm.await(Jvms.READY);
      awaitFirst(jvm);
      Jvms.sleep(timing.warmUp());
      Snapshot begin = Jvms.snapshot(jvm);
      Jvms.sleep(timing.window());
      Snapshot window = Jvms.snapshot(jvm).minus(begin);
      jvm.tell(Jvms.STOP, "");
      Snapshot noSender = new Snapshot(window.nanos(), 0, 0, 0, 0);
      return new Window(window, noSender, done(jvm));
    }
  }

  private Window runInTwo(List<String> arguments) {
    try (ChildJvm receiver = start(RECEIVER, ReceiverDuty.class, arguments);
        ChildJvm sender = start(SENDER, SenderDuty.class, arguments)) {
      String address = receiver.await(Jvms.READY);
      sender.await(Jvms.READY);
      sender.tell(Jvms.START, address);
      awaitFirst(receiver);
      Jvms.sleep(timing.warmUp());
      Snapshot[] begin = Jvms.snapshots(receiver, sender);
      Jvms.sleep(timing.window());
      Snapshot[] end = Jvms.snapshots(receiver, sender);
      sender.tell(Jvms.STOP, "");
      long verified = requireAll(done(sender), done(receiver));
      return new Window(end[0].minus(begin[0]), end[1].minus(begin[1]), verified);
    }
  }

  /** The time that it takes to get connected is no part of the warm-up. */
  private void awaitFirst(ChildJvm receiver) {
    long begin = System.nanoTime();
    while (Jvms.snapshot(receiver).count() == 0) {
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new BenchException(
            "nothing arrives: contender="
                + entry.name()
                + ", size="
                + size
                + ", seconds="
                + PATIENCE.toSeconds());
      }
      Jvms.sleep(LOOK);
    }
  }

  private ChildJvm start(String role, Class<? extends Duty> duty, List<String> arguments) {
    return ChildJvm.start(
        entry.name() + role, entry.classPath(), entry.jvmFlags(), duty, arguments);
  }

  private static long done(ChildJvm jvm) {
    return Long.parseLong(jvm.await(Jvms.DONE));
  }

  private long requireAll(long sent, long received) {
    if (sent != received) {
      throw new BenchException(
          "payloads lost: contender="
              + entry.name()
              + ", size="
              + size
              + ", sent="
              + sent
              + ", received="
              + received);
    }
    return received;
  }
}
