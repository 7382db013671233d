package io.culvert.stage;

import io.culvert.Committable;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSource;
import java.io.IOException;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The rules of Reactive Streams on a source of elements that are committed on their way. */
public class CommittablePublisherTckTest extends PublisherVerification<Integer> {

  private static final long SIGNAL_MILLIS = 2_000;
  private static final long NO_SIGNAL_MILLIS = 100;

  private TckRings rings;

  public CommittablePublisherTckTest() {
    super(new TestEnvironment(SIGNAL_MILLIS, NO_SIGNAL_MILLIS), NO_SIGNAL_MILLIS);
  }

  @BeforeClass
  public void open() {
    rings = new TckRings();
  }

  @AfterClass
  public void close() throws IOException {
    rings.close();
  }

  @Override
  public Publisher<Integer> createPublisher(long elements) {
    String ring = rings.newName();
    numbers(elements).runWith(rings.sink(ring), rings.system());
    return RingSource.committable(
            ring, Codecs.int32(), rings.settings(rings.directory()).withMaxUncommitted(2))
        .map(CommittablePublisherTckTest::commit)
        .runWith(Sink.asPublisher(AsPublisher.WITHOUT_FANOUT), rings.system());
  }

  private static Integer commit(Committable<Integer> element) {
    element.commit();
    return element.element();
  }

  private static Source<Integer, ?> numbers(long elements) {
    return elements > Integer.MAX_VALUE ? Source.repeat(7) : Source.repeat(7).take(elements);
  }

  /** At a ring that cannot be made. */
  @Override
  public Publisher<Integer> createFailedPublisher() {
    return RingSource.committable(
            rings.newName(),
            Codecs.int32(),
            rings.settings(rings.directory().resolve("missing/directory")))
        .map(Committable::element)
        .runWith(Sink.asPublisher(AsPublisher.WITHOUT_FANOUT), rings.system());
  }
}
