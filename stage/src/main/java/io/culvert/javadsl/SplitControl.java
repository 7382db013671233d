package io.culvert.javadsl;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Parts of a {@link Split} that run. */
public final class SplitControl {

  private final String split;
  private final Map<String, Object> values;
  private final CompletableFuture<Done> done;

  SplitControl(String split, Map<String, Object> values, List<CompletionStage<?>> ends) {
    this.split = split;
    this.values = Map.copyOf(values);
    this.done =
        CompletableFuture.allOf(
                ends.stream()
                    .map(CompletionStage::toCompletableFuture)
                    .toArray(CompletableFuture<?>[]::new))
            .thenApply(nothing -> Done.getInstance());
  }

  /**
   * What a part has materialized.
   *
   * @param <M> its type: that of the part, which the caller knows
   * @param part its name
   * @return the value
   * @throws IllegalArgumentException when no part of that name runs here
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
   * The end of everything that runs here: all streams are over, what goes to other JVMs is
   * published, and the futures that the last parts materialize, if they do, are complete.
   *
   * @return fails with what the first of them has failed with
   */
  public CompletionStage<Done> whenDone() {
    return done.minimalCompletionStage();
  }
}
