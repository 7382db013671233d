package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.culvert.EdgeSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.Edge;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a part of a graph on a thread of its own, joined as the configuration says. */
class InJvmEdgeTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"heap", "shared", "async"})
  void shouldRunThePartOnAThreadOfItsOwn(String memory) throws Exception {
    ActorSystem system =
        ActorSystem.create(
            "island",
            ConfigFactory.parseString("culvert.edges.parsed.memory = " + memory)
                .withValue("culvert.directory", ConfigValueFactory.fromAnyRef(directory.toString()))
                .withFallback(ConfigFactory.load()));
    try {
      // #edge
      EdgeSettings settings = EdgeSettings.create(system, "parsed");
      Source<Long, NotUsed> parsed =
          Edge.source(
              Source.from(List.of("1", "2", "3")).map(Long::valueOf), Codecs.int64(), settings);
      CompletionStage<Long> sum = parsed.runWith(Sink.fold(0L, Long::sum), system);
      // #edge
      assertThat(sum.toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(6L);
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }
}
