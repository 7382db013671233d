package io.culvert.stage;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSource;
import org.apache.pekko.stream.javadsl.Source;

/** The rules of Reactive Streams on a source whose elements are committed downstream. */
public class CommittablePublisherTckTest extends PublisherContract {

  @Override
  Source<Integer, ?> source(String ring, RingSettings settings) {
    return RingSource.committable(ring, Codecs.int32(), settings.withMaxUncommitted(2))
        .map(CommittablePublisherTckTest::commit);
  }

  private static Integer commit(Committable<Integer> element) {
    element.commit();
    return element.element();
  }
}
