package io.culvert.stage;

import io.culvert.peer.Conductor;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.event.Logging;
import scala.util.control.NonFatal;

/**
 * INTERNAL API. The conductor of an actor system, for its two holders: the extension, by which the
 * stages come to it, and the dispatcher whose streams run on its thread. A dispatcher is made
 * without knowing its system, and either of them may be the first one. The conductor ends with the
 * last of them.
 */
final class SharedConductor {

  private static final Map<ActorSystem.Settings, SharedConductor> ALL = new HashMap<>();

  private final ActorSystem.Settings settings;
  private final EventStream log;
  private final Conductor conductor;
  private int holders;

  private SharedConductor(DispatcherPrerequisites system) {
    settings = system.settings();
    log = system.eventStream();
    conductor = new Conductor(settings.name(), system.threadFactory(), this::onError);
  }

  /**
   * Holds the conductor of a system, which is started for the first holder.
   *
   * @param system what tells the system from others: its settings are its own
   */
  static SharedConductor hold(DispatcherPrerequisites system) {
    synchronized (ALL) {
      SharedConductor shared =
          ALL.computeIfAbsent(system.settings(), settings -> new SharedConductor(system));
      shared.holders++;
      return shared;
    }
  }

  Conductor conductor() {
    return conductor;
  }

  /** Once for each hold. */
  void release() {
    synchronized (ALL) {
      holders--;
      if (holders > 0) {
        return;
      }
      ALL.remove(settings);
    }
    conductor.close();
  }

  /** As on any dispatcher's thread; only that of a lost page every ring's stage is told itself. */
  private void onError(Throwable error) {
    if (NonFatal.apply(error) || error instanceof InternalError) {
      log.publish(
          new Logging.Error(
              error,
              "culvert-conductor",
              Conductor.class,
              "a step of Culvert's conductor has failed"));
    } else {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, error);
    }
  }
}
