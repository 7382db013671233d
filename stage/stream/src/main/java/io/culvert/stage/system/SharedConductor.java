package io.culvert.stage.system;

import io.culvert.annotation.InternalApi;
import io.culvert.conductor.Conductor;
import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.event.Logging;
import scala.util.control.NonFatal;

/**
 * The conductor of an actor system, for its two holders: the extension, which gives it to the
 * stages, and the dispatcher whose streams run on its thread. A dispatcher is created without its
 * system, and either holder may be first. The conductor ends with the last one.
 */
@InternalApi
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
   * Adds a holder of the conductor of a system. The first one starts it.
   *
   * @param system identifies the system by its settings, which belong to it alone
   */
  static SharedConductor retain(DispatcherPrerequisites system) {
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

  /** Removes a holder; called once by each. The last one ends the conductor. */
  void letGo() {
    synchronized (ALL) {
      holders--;
      if (holders > 0) {
        return;
      }
      ALL.remove(settings);
    }
    conductor.close();
  }

  /**
   * Handles an error as any dispatcher's thread does, but an error for a lost page is not fatal.
   */
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
