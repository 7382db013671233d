package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.ring.file.RingSpec;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.ReaderPeer;
import io.culvert.testkit.junit.CulvertTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests a custom stage that uses a ring like a plain thread. */
@CulvertTest(config = "pekko.test.timefactor = 10")
class PlainSinkTest {

  private static final Duration TIMEOUT = Duration.ofMillis(300);

  @TempDir Path elsewhere;

  // #die
  @Test
  void shouldFailWhenTheReaderDies(CulvertTestKit kit) {
    ReaderPeer<byte[]> reader = kit.reader(Codecs.bytes());
    RingSpec spec = RingSpec.ofBytes(kit.settings().capacity());
    TestPublisher.Probe<String> upstream =
        TestSource.<String>create(kit.system())
            .to(new PlainSink(kit.directory(), kit.ringName(), spec, TIMEOUT))
            .run(kit.system());

    upstream.sendNext("one");
    assertThat(reader.read()).asString().isEqualTo("one");
    reader.die();
    for (int i = 0; i < 5; i++) {
      upstream.sendNext("-".repeat(spec.capacity() / 5));
    }
    upstream.expectCancellationWithCause(TimeoutException.class);
  }

  // #die

  // #leaks
  @Test
  void shouldCloseItsRingWhenItCompletes(CulvertTestKit kit) {
    Materializer materializer = Materializer.createMaterializer(kit.system());
    kit.checkStagesOf(materializer);
    kit.checkFilesBelow(elsewhere);

    Source.from(List.of("one", "two"))
        .to(new PlainSink(elsewhere, "words", RingSpec.ofBytes(64 * 1024), TIMEOUT))
        .run(materializer);
  }
  // #leaks
}
