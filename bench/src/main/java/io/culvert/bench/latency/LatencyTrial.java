package io.culvert.bench.latency;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.Entry;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.jvm.Duty;
import io.culvert.bench.jvm.Worker;
import io.culvert.bench.jvm.WorkerCommand;
import io.culvert.bench.machine.CpuUse;
import io.culvert.bench.machine.OtherProcesses;
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
 * @param size bytes of a payload
 * @param pace of the requests, and so how a plain thread waits
 * @param perSecond requests
 * @param round from 1
 */
public record LatencyTrial(
    Entry entry, int size, RoundTrip.Pace pace, double perSecond, int round, Timing timing) {

  /** A contender that cannot keep the pace ends late. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * Runs the trial.
   *
   * @throws BenchException if a JVM fails or does not answer, or a payload is lost or damaged
   */
  public LatencyFigure run() {
    try (Workplace workplace = Workplace.create()) {
      Job job = new Job(workplace.directory(), size, Job.capacityFor(size, timing.capacity()));
      Duration warmUp = entry.warmUpOfAtLeast(timing.warmUp());
      return run(
          new LatencyArguments(entry.name(), pace, perSecond, warmUp, timing.window(), job)
              .format(),
          warmUp);
    }
  }

  private LatencyFigure run(List<String> arguments, Duration warmUp) {
    try (Worker echo = start(" (echo)", EchoDuty.class, arguments);
        Worker ping = start(" (ping)", PingDuty.class, arguments)) {
      List<Long> pids = List.of(echo.pid(), ping.pid());
      OtherProcesses others = new OtherProcesses();
      pids.forEach(others::exclude);
      ping.tell(Worker.START, echo.await(Worker.READY));
      Pauses.sleep(warmUp);
      CpuUse begin = CpuUse.of(pids, others);
      Pauses.sleep(timing.window());
      CpuUse end = CpuUse.of(pids, others);
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
      throw new BenchException("a JVM sent something that is not a histogram: cause=" + e, e);
    }
  }
}
