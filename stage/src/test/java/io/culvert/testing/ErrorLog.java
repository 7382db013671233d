package io.culvert.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.event.Logging;

/** The logger of the actor systems under test: keeps the errors that appear only in the log. */
public final class ErrorLog extends AbstractActor {

  /** Marks of errors that a stage or the conductor throws when it can no longer fail a stream. */
  private static final List<String> UNSEEN = List.of("postStop", "conductor");

  /** The errors of each system, by its name. */
  private static final Map<String, Queue<String>> ERRORS = new ConcurrentHashMap<>();

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(
            Logging.InitializeLogger.class,
            start -> getSender().tell(Logging.loggerInitialized(), getSelf()))
        .match(Logging.Error.class, this::keep)
        .build();
  }

  private void keep(Logging.Error error) {
    String text = error.message() + ": " + error.cause();
    if (UNSEEN.stream().anyMatch(text::contains)) {
      errors(getContext().getSystem().name()).add(text);
    }
  }

  private static Queue<String> errors(String system) {
    return ERRORS.computeIfAbsent(system, name -> new ConcurrentLinkedQueue<>());
  }

  /** Returns the errors of a system since the last call. */
  static List<String> drain(String system) {
    Queue<String> errors = errors(system);
    List<String> drained = List.copyOf(errors);
    errors.removeAll(drained);
    return drained;
  }
}
