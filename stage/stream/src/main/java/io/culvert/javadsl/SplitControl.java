package io.culvert.javadsl;

import io.culvert.split.SplitRun;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Running parts of a {@link Split}. */
public final class SplitControl {

  private final String split;
  private final Map<String, Object> values;
  private final CompletionStage<Done> done;

  SplitControl(String split, SplitRun run) {
    this.split = split;
    this.values = run.values();
    this.done = run.done();
  }

  /**
   * Returns what a part has materialized.
   *
   * @param <M> the type of the value, which the caller knows
   * @param part the name of the part
   * @return the value
   * @throws IllegalArgumentException if no part of that name runs here
   */
  @SuppressWarnings("unchecked")
  public <M> M materialized(String part) {
    if (!values.containsKey(part)) {
      throw new IllegalArgumentException(
          "no such part runs here: part="
              + part
              + ", split="
              + split
              + ", parts="
              + values.keySet());
    }
    return (M) values.get(part);
  }

  /**
   * Returns a future of the end of all parts that run here: their streams have ended, everything
   * for other JVMs is published, and the futures that the last parts materialize are complete.
   *
   * @return fails with the failure of the first part that fails
   */
  public CompletionStage<Done> whenDone() {
    return done;
  }
}
