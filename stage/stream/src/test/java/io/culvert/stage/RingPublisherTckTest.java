package io.culvert.stage;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSource;
import org.apache.pekko.stream.javadsl.Source;

/** The rules of Reactive Streams on a source of plain elements. */
public class RingPublisherTckTest extends PublisherContract {

  @Override
  Source<Integer, ?> source(String ring, RingSettings settings) {
    return RingSource.create(ring, Codecs.int32(), settings);
  }
}
