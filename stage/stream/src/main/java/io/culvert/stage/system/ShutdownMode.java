package io.culvert.stage.system;

import java.util.Locale;
import org.apache.pekko.actor.CoordinatedShutdown;

/** The reaction of the running sinks and sources to a coordinated shutdown of the actor system. */
enum ShutdownMode {
  /** They end abruptly with the system. */
  OFF {
    @Override
    void addTo(CoordinatedShutdown shutdown, StageRegistry stages) {
      // They end with the system.
    }
  },

  /** The sources complete, and the shutdown waits for them. */
  STOP {
    @Override
    void addTo(CoordinatedShutdown shutdown, StageRegistry stages) {
      shutdown.addTask(
          CoordinatedShutdown.PhaseServiceUnbind(), "culvert-stop-sources", stages::stopSources);
      shutdown.addTask(
          CoordinatedShutdown.PhaseServiceRequestsDone(), "culvert-sources", stages::sourcesEnded);
    }
  },

  /** The sources complete, and the shutdown waits for them and the sinks. */
  DRAIN {
    @Override
    void addTo(CoordinatedShutdown shutdown, StageRegistry stages) {
      STOP.addTo(shutdown, stages);
      shutdown.addTask(CoordinatedShutdown.PhaseServiceStop(), "culvert-sinks", stages::sinksEnded);
    }
  };

  abstract void addTo(CoordinatedShutdown shutdown, StageRegistry stages);

  static ShutdownMode of(String name) {
    for (ShutdownMode mode : values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "culvert.coordinated-shutdown must be off, stop or drain: coordinated-shutdown=" + name);
  }
}
