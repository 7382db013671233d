package io.culvert.bench.run;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.report.LatencyFigure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Round trips of one contender in one round, in fresh JVMs.
 *
 * @param entry the contender
 * @param size bytes of a payload
 * @param pace how often something is sent, and so how a plain thread waits
 * @param perSecond how often exactly
 * @param round from 1
 * @param timing how long
 */
public record LatencyTrial(
    Entry entry, int size, RoundTrip.Pace pace, double perSecond, int round, Timing timing) {

  /** A contender that cannot keep the pace comes to its end late. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Runs it.
   *
   * @return what was measured
   * @throws BenchException when a JVM fails or does not answer, or a payload is lost or not whole
   */
  public LatencyFigure run() {
    try (Workplace workplace = Workplace.create()) {
      Job job = new Job(workplace.directory(), size, Job.capacityFor(size, timing.capacity()));
      return run(
          new LatencyArguments(entry.name(), job, pace, perSecond, timing.warmUp(), timing.window())
              .format());
    }
  }

  private LatencyFigure run(List<String> arguments) {
    try (ChildJvm echo = start(" (echo)", EchoDuty.class, arguments);
        ChildJvm ping = start(" (ping)", PingDuty.class, arguments)) {
      ping.tell(Jvms.START, echo.await(Jvms.READY));
      Jvms.sleep(timing.warmUp());
      Snapshot[] begin = Jvms.snapshots(echo, ping);
      Jvms.sleep(timing.window());
      Snapshot[] end = Jvms.snapshots(echo, ping);
      Histogram histogram = decoded(ping.await(Jvms.DONE, PATIENCE));
      Snapshot echoWindow = end[0].minus(begin[0]);
      double ours = echoWindow.cpuCores() + end[1].minus(begin[1]).cpuCores();
      double others = Math.max(0, echoWindow.machineCores() - ours);
      return LatencyFigure.of(entry.name(), round, histogram, ours, others);
    }
  }

  private ChildJvm start(String role, Class<? extends Duty> duty, List<String> arguments) {
    return ChildJvm.start(entry.name() + role, entry.classPath(), duty, arguments);
  }

  private static Histogram decoded(String text) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    } catch (DataFormatException e) {
      throw new BenchException("child gives no histogram", e);
    }
  }
}
