package io.culvert.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.pekko.pattern.AskTimeoutException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.snapshot.LogicSnapshot;
import org.apache.pekko.stream.snapshot.MaterializerState;
import org.apache.pekko.stream.snapshot.RunningInterpreter;
import org.apache.pekko.stream.snapshot.StreamSnapshot;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/** The stages that a materializer runs, as it reports them. */
final class RunningStages {

  /** A stream that ends meanwhile does not answer, and its materializer must be asked again. */
  private static final Duration ANSWER = Duration.ofMillis(500);

  private static final String NO_ANSWER = "a stream that does not answer";

  private final Materializer materializer;

  /** What the materializer reported last; null if it has not answered. */
  private List<String> names;

  RunningStages(Materializer materializer) {
    this.materializer = materializer;
  }

  boolean isEmpty() {
    refresh();
    return names != null && names.isEmpty();
  }

  /** Returns the names of the stages as {@link #isEmpty} found them last. */
  List<String> names() {
    return names == null ? List.of(NO_ANSWER) : names;
  }

  private void refresh() {
    if (materializer.isShutdown()) {
      names = List.of();
      return;
    }
    try {
      Seq<StreamSnapshot> streams =
          FutureConverters.asJava(MaterializerState.streamSnapshots(materializer))
              .toCompletableFuture()
              .get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      names = namesOf(CollectionConverters.asJava(streams));
    } catch (TimeoutException e) {
      return; // the caller asks again, and reports the last answer if there is none in time
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof AskTimeoutException)) { // or the materializer has just ended
        throw new IllegalStateException(
            "a materializer cannot report its stages: materializer=" + materializer, e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: materializer=" + materializer, e);
    }
  }

  private static List<String> namesOf(List<StreamSnapshot> streams) {
    List<String> found = new ArrayList<>();
    for (StreamSnapshot stream : streams) {
      List<String> stages = stagesOf(stream).map(LogicSnapshot::label).toList();
      found.addAll(stages.isEmpty() ? List.of("a stream that has not stopped") : stages);
    }
    return found;
  }

  private static Stream<LogicSnapshot> stagesOf(StreamSnapshot stream) {
    return Stream.concat(
        CollectionConverters.asJava(stream.activeInterpreters()).stream()
            .flatMap(RunningStages::runningStages),
        CollectionConverters.asJava(stream.newShells()).stream()
            .flatMap(shell -> CollectionConverters.asJava(shell.logics()).stream()));
  }

  private static Stream<LogicSnapshot> runningStages(RunningInterpreter interpreter) {
    List<LogicSnapshot> stopped = CollectionConverters.asJava(interpreter.stoppedLogics());
    return CollectionConverters.asJava(interpreter.logics()).stream()
        .filter(stage -> !stopped.contains(stage));
  }
}
