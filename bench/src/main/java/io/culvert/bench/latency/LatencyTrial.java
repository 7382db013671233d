package io.culvert.bench.latency;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.machine.CpuUse;
import io.culvert.bench.machine.Neighbours;
import io.culvert.bench.report.LatencyFigure;
import io.culvert.bench.work.Pauses;
import io.culvert.bench.work.Timing;
import io.culvert.bench.work.Workplace;
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
      Duration warmUp = entry.warmUp(timing.warmUp());
      return run(
          new LatencyArguments(entry.name(), job, pace, perSecond, warmUp, timing.window())
              .format(),
          warmUp);
    }
  }

  private LatencyFigure run(List<String> arguments, Duration warmUp) {
    try (Worker echo = start(" (echo)", EchoDuty.class, arguments);
        Worker ping = start(" (ping)", PingDuty.class, arguments)) {
      List<Long> pids = List.of(echo.pid(), ping.pid());
      Neighbours neighbours = new Neighbours();
      pids.forEach(neighbours::exclude);
      ping.tell(Worker.START, echo.await(Worker.READY));
      Pauses.sleep(warmUp);
      CpuUse begin = CpuUse.of(pids, neighbours);
      Pauses.sleep(timing.window());
      CpuUse end = CpuUse.of(pids, neighbours);
      Histogram histogram = decoded(ping.await(Worker.DONE, PATIENCE));
      return LatencyFigure.of(
          entry.name(), round, histogram, begin.coresUntil(end), begin.coresOfOthersUntil(end));
    }
  }

  private Worker start(String role, Class<? extends Duty> duty, List<String> arguments) {
    return Worker.start(entry.name() + role, WorkerCommand.of(entry), duty, arguments);
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
