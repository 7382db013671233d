package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.javadsl.Split;
import io.culvert.javadsl.SplitControl;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.junit.CulvertTest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs one pipeline, whole and in parts. */
@CulvertTest
class SplitPipelineTest {

  private static final int EXPECTED = 11;

  private ActorSystem system;

  @BeforeEach
  void start(CulvertTestKit kit) {
    system = kit.system();
  }

  private static Split pipeline() {
    Source<String, NotUsed> words = Source.from(List.of("one", "two", "three"));
    // #split
    Split letters =
        Split.named("letters")
            .source("read", words)
            .edge("words", Codecs.utf8())
            .flow("count", Flow.of(String.class).map(String::length))
            .edge("lengths", Codecs.int32())
            .sink("sum", Sink.fold(0, Integer::sum));
    // #split
    return letters;
  }

  @Test
  void shouldSumLettersWhenRunWhole() throws Exception {
    Split letters = pipeline();
    // #whole
    CompletionStage<Integer> sum = letters.run(system).materialized("sum");
    // #whole
    assertThat(sum.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(EXPECTED);
  }

  @Test
  void shouldSumLettersWhenRunInParts() throws Exception {
    Split letters = pipeline();
    // #parts
    SplitControl here = letters.run(system, "read");
    SplitControl elsewhere = letters.run(system, "count", "sum");
    // #parts
    CompletionStage<Integer> sum = elsewhere.materialized("sum");
    assertThat(sum.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(EXPECTED);
    here.whenDone().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
