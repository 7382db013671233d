package io.culvert.stage;

import io.culvert.RingSettings;
import java.io.IOException;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The rules of Reactive Streams for publishers, on a source that is fed through a ring. */
abstract class PublisherContract extends PublisherVerification<Integer> {

  private static final long SIGNAL_MILLIS = 2_000;
  private static final long NO_SIGNAL_MILLIS = 100;

  private TckRings rings;

  PublisherContract() {
    super(new TestEnvironment(SIGNAL_MILLIS, NO_SIGNAL_MILLIS), NO_SIGNAL_MILLIS);
  }

  /** Returns the source under test. */
  abstract Source<Integer, ?> source(String ring, RingSettings settings);

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
    return publisher(source(ring, rings.settings(rings.directory())));
  }

  private static Source<Integer, ?> numbers(long elements) {
    return elements > Integer.MAX_VALUE ? Source.repeat(7) : Source.repeat(7).take(elements);
  }

  /** Returns a publisher at a ring that cannot be created. */
  @Override
  public Publisher<Integer> createFailedPublisher() {
    return publisher(
        source(rings.newName(), rings.settings(rings.directory().resolve("missing/directory"))));
  }

  private Publisher<Integer> publisher(Source<Integer, ?> source) {
    return source.runWith(Sink.asPublisher(AsPublisher.WITHOUT_FANOUT), rings.system());
  }
}
