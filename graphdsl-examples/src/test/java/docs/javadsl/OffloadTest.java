package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.PekkoCodecs;
import io.culvert.codec.Offload;
import io.culvert.javadsl.Edge;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.junit.CulvertTest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Sends pictures through the ring, and leaves their captions on the heap. */
@CulvertTest
class OffloadTest {

  private record Caption(String text) {}

  @Test
  void shouldEncodeLargeElementsAndPassSmallOnesAsObjects(CulvertTestKit kit) throws Exception {
    Caption caption = new Caption("a square");
    ByteString picture = ByteString.fromArray(new byte[10_000]);
    Source<Object, NotUsed> album = Source.from(List.of(caption, picture));
    EdgeSettings settings = EdgeSettings.create(kit.system()).withMemory(EdgeTransport.SHARED);
    // #offload
    Offload<Object> pictures = Offload.only(ByteString.class, PekkoCodecs.byteString());
    Source<Object, NotUsed> crossing = Edge.source(album, pictures, settings);
    // #offload
    CompletionStage<List<Object>> received = crossing.runWith(Sink.seq(), kit.system());
    List<Object> elements = received.toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(elements.get(0)).isSameAs(caption);
    assertThat(elements.get(1)).isEqualTo(picture).isNotSameAs(picture);
  }
}
