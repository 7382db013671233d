package io.culvert.stage;

import java.io.IOException;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.reactivestreams.Subscriber;
import org.reactivestreams.tck.SubscriberBlackboxVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/** The rules of Reactive Streams for subscribers, on a sink whose ring a source drains. */
public class RingSubscriberTckTest extends SubscriberBlackboxVerification<Integer> {

  private static final long SIGNAL_MILLIS = 2_000;
  private static final long NO_SIGNAL_MILLIS = 100;

  private TckRings rings;

  public RingSubscriberTckTest() {
    super(new TestEnvironment(SIGNAL_MILLIS, NO_SIGNAL_MILLIS));
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
  public Subscriber<Integer> createSubscriber() {
    String ring = rings.newName();
    rings.source(ring).runWith(Sink.ignore(), rings.system());
    return Source.<Integer>asSubscriber().to(rings.sink(ring)).run(rings.system());
  }

  @Override
  public Integer createElement(int element) {
    return element;
  }
}
