package io.culvert.bench.contender.aeron;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.culvert.bench.contender.Job;
import java.time.Duration;

/**
 * Contexts of a driver and its clients whose timeouts are so long that both survive being stopped
 * for minutes, as the bench stops contenders that wait for their turn.
 */
final class PatientAeron {

  private static final Duration PATIENCE = Duration.ofHours(1);
  private static final int MIN_TERM = 64 * 1024;

  private PatientAeron() {}

  /** Returns a driver with one thread for all its agents: two cores have none to spare for more. */
  static MediaDriver.Context driver(Job job) {
    return new MediaDriver.Context()
        .aeronDirectoryName(job.directory().resolve("aeron").toString())
        .threadingMode(ThreadingMode.SHARED)
        .ipcTermBufferLength(Math.max(job.capacity(), MIN_TERM))
        .dirDeleteOnStart(true)
        .driverTimeoutMs(PATIENCE.toMillis())
        .clientLivenessTimeoutNs(PATIENCE.toNanos())
        .publicationUnblockTimeoutNs(2 * PATIENCE.toNanos()) // must exceed the liveness of a client
        .publicationConnectionTimeoutNs(PATIENCE.toNanos())
        .imageLivenessTimeoutNs(PATIENCE.toNanos())
        .untetheredWindowLimitTimeoutNs(PATIENCE.toNanos())
        .untetheredRestingTimeoutNs(PATIENCE.toNanos());
  }

  /** Returns a client; its timeout between services is the liveness that the driver publishes. */
  static Aeron.Context client(String directory) {
    return new Aeron.Context().aeronDirectoryName(directory).driverTimeoutMs(PATIENCE.toMillis());
  }
}
