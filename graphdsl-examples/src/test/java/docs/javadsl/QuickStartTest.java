package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.junit.CulvertTest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first example of the README. */
@CulvertTest
class QuickStartTest {

  private ActorSystem system;

  @BeforeEach
  void start(CulvertTestKit kit) {
    system = kit.system();
  }

  @Test
  void shouldReceiveWhatTheFirstHalfSends() throws Exception {
    CompletionStage<Done> published = send();
    CompletionStage<List<String>> received = receive();
    assertThat(received.toCompletableFuture().get(30, TimeUnit.SECONDS))
        .containsExactly("ONE", "TWO", "THREE");
    assertThat(published.toCompletableFuture().get(30, TimeUnit.SECONDS)).isNotNull();
  }

  private CompletionStage<Done> send() {
    // #sink
    Source<String, NotUsed> words = Source.from(List.of("one", "two", "three"));
    CompletionStage<Done> published =
        words.runWith(RingSink.create("words", Codecs.utf8()), system);
    // #sink
    return published;
  }

  private CompletionStage<List<String>> receive() {
    // #source
    CompletionStage<List<String>> received =
        RingSource.create("words", Codecs.utf8())
            .map(String::toUpperCase)
            .runWith(Sink.seq(), system);
    // #source
    return received;
  }
}
