package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.WriterPeer;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.Test;

/** Uses the test kit as a test of any framework does. */
class KitWithoutJunitTest {

  @Test
  void shouldPlayThePeerWithoutTheExtension() {
    // #kit
    try (CulvertTestKit kit =
        CulvertTestKit.create("culvert.peer-timeout = 100ms, pekko.test.timefactor = 10")) {
      WriterPeer<Long> writer = kit.writer(Codecs.int64());
      TestSubscriber.Probe<Long> probe =
          kit.source(Codecs.int64()).runWith(TestSink.create(kit.system()), kit.system());

      writer.write(1L);
      writer.die();
      probe.requestNext(1L);
      assertThat(probe.request(1).expectError()).isInstanceOf(PeerTerminatedException.class);
      kit.assertNothingLeft();
    }
    // #kit
  }
}
