package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first example of the README. */
class QuickStartTest {

  @TempDir Path directory;
  private ActorSystem system;

  @BeforeEach
  void start() {
    system =
        ActorSystem.create(
            "quick-start",
            ConfigFactory.load()
                .withValue(
                    "culvert.directory", ConfigValueFactory.fromAnyRef(directory.toString())));
  }

  @AfterEach
  void stop() {
    TestKit.shutdownActorSystem(system);
  }

  @Test
  void whatOneHalfSendsTheOtherHalfReceives() throws Exception {
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
