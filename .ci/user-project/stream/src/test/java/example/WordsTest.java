package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.culvert.codec.Codecs;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.WriterPeer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;

class WordsTest {

  @Test
  void shouldReadWhatThePeerWrites() throws Exception {
    try (CulvertTestKit kit = CulvertTestKit.create()) {
      WriterPeer<String> writer = kit.writer(Codecs.utf8());
      CompletionStage<List<String>> received =
          kit.source(Codecs.utf8()).map(String::toUpperCase).runWith(Sink.seq(), kit.system());
      writer.write("one", "two");
      writer.complete();
      assertEquals(
          List.of("ONE", "TWO"), received.toCompletableFuture().get(30, TimeUnit.SECONDS));
      kit.assertNothingLeft();
    }
  }
}
