package io.culvert.javadsl;

import static io.culvert.testing.Await.result;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.layout.RingDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sources of committable elements that the test controls. */
abstract class CommittableFixture {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  static final Duration MOMENT = Duration.ofMillis(50);

  static Source<Committable<String>, RingControl> source(RingSettings settings) {
    return RingSource.committable(fixture.name(), Codecs.utf8(), settings);
  }

  static Running run(RingSettings settings) {
    return run(fixture.name(), settings);
  }

  static Running run(String ring, RingSettings settings) {
    return new Running(ring, settings);
  }

  static long head(RawRing ring) {
    return ring.word(RingDescriptor.readerOffset(0));
  }

  /** A source that the test controls. */
  static final class Running {

    private final Materializer materializer = Materializer.createMaterializer(fixture.system());
    final RingControl control;
    final TestSubscriber.Probe<Committable<String>> probe;

    Running(String ring, RingSettings settings) {
      Pair<RingControl, TestSubscriber.Probe<Committable<String>>> running =
          RingSource.committable(ring, Codecs.utf8(), settings)
              .toMat(TestSink.<Committable<String>>create(fixture.system()), Keep.both())
              .run(materializer);
      control = running.first();
      probe = running.second();
    }

    Committable<String> next() {
      return probe.request(1).expectNext();
    }

    List<Committable<String>> take(int count) {
      List<Committable<String>> taken = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        taken.add(next());
      }
      return taken;
    }

    /** Reads and commits all elements up to this text. */
    List<String> finish(String last) {
      List<String> texts = new ArrayList<>();
      while (texts.isEmpty() || !texts.get(texts.size() - 1).equals(last)) {
        Committable<String> element = next();
        texts.add(element.element());
        result(element.commit());
      }
      probe.cancel();
      result(control.isShutdown());
      return texts;
    }

    void endAbruptly() {
      materializer.shutdown();
      result(control.isShutdown());
    }
  }
}
