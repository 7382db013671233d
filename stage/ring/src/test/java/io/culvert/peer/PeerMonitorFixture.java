package io.culvert.peer;

import io.culvert.conductor.Conductor;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.memory.ControlWords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A reader that monitors its writer, while the test controls the clock and the writer's lock. */
abstract class PeerMonitorFixture {

  static final PeerTimeouts PATIENCE =
      new PeerTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(5));

  /** No tolerance for a missing peer. */
  static final PeerTimeouts NO_PATIENCE =
      new PeerTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMillis(300));

  @TempDir Path temporary;

  MappedRing ring;
  ControlWords controlWords;
  ControlWords writerSignals;
  long nowNanos = Long.MAX_VALUE - 1_000_000_000L; // overflows soon, as nanoTime may
  boolean lockFree;
  int probes;
  int wakeUps;
  PeerMonitor watch;

  @BeforeEach
  void open() {
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    ring = MappedRing.openOrCreate(directory, "ring", RingSpec.ofBytes(64 * 1024));
    controlWords = ControlWords.ofReader(ring.memory());
    writerSignals = ControlWords.ofWriter(ring.memory());
  }

  @AfterEach
  void close() {
    controlWords.close();
    writerSignals.close();
    ring.close();
  }

  void watch(PeerTimeouts patience) {
    watch = new PeerMonitor(controlWords, this::probe, patience, nowNanos);
  }

  boolean probe() {
    probes++;
    return lockFree;
  }

  RingWriter attachedWriter() {
    RingWriter writer = RingWriter.attach(ring);
    writerSignals.heartbeat();
    return writer;
  }

  void heartbeats(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      nowNanos += Conductor.HEARTBEAT_NANOS;
      if (watch.onHeartbeat(nowNanos)) {
        wakeUps++;
      }
    }
  }
}
