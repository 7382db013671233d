package io.culvert.stage;

import static io.culvert.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.RingSettings;
import io.culvert.exceptions.RingStorageException;
import io.culvert.fixture.RawRing;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.peer.PeerStub;
import io.culvert.peer.lock.Role;
import io.culvert.ring.ReadResult;
import io.culvert.testing.Await;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Test;

/** Failures of a stage to which the JVM reports a lost page while it signals its peer. */
class LostPageTest extends WakeUpFixture {

  @Test
  void shouldFailSinkWhenPageIsLostWhilePublishing() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink =
        attachedSink(ring, RingSettings.FOREVER);
    try (PeerStub reader = PeerStub.of(ring.file(), Role.READER, LostPageTest::losePage)) {
      reader.arm();
      sink.first().sendNext("a");
      assertPageLost(sink.second());
    }
  }

  @Test
  void shouldFailSinkWhenPageIsLostAfterWakeUp() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink =
        attachedSink(ring, RingSettings.FOREVER);
    try (PeerStub reader =
        PeerStub.of(
            ring.file(),
            Role.READER,
            stub -> {
              if (stub.wakeUps() == 1) {
                stub.arm();
              } else {
                losePage(stub);
              }
            })) {
      reader.arm();
      sink.first().sendNext(LARGE);
      Await.until(() -> reader.wakeUps() == 1, () -> "not signalled");
      Await.asserted(() -> assertThat(sink.second().metrics().parkings()).isPositive());
      ring.reader().read();
      assertPageLost(sink.second());
    }
  }

  @Test
  void shouldFailSinkWhenPageIsLostWhileCompleting() {
    RawRing ring = fixture.raw();
    Pair<TestPublisher.Probe<String>, RingSinkControl> sink =
        attachedSink(ring, RingSettings.FOREVER);
    try (PeerStub reader = PeerStub.of(ring.file(), Role.READER, LostPageTest::losePage)) {
      reader.arm();
      sink.first().sendComplete();
      assertPageLost(sink.second());
    }
    assertThat(ring.next())
        .as("the end was published before the failure")
        .isEqualTo(ReadResult.COMPLETED);
  }

  private static void assertPageLost(RingSinkControl sink) {
    assertThat(failure(sink.published())).isInstanceOf(RingStorageException.class);
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSourceWhenPageIsLostWhileReading() {
    RawRing ring = fixture.raw();
    ring.write("a");
    TestSubscriber.Probe<String> source =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    source.requestNext("a");
    try (PeerStub writer = PeerStub.of(ring.file(), Role.WRITER, LostPageTest::losePage)) {
      writer.arm();
      source.request(1);
      assertThat(source.expectError()).isInstanceOf(RingStorageException.class);
    }
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldFailSourceWhenPageIsLostOnCommit() {
    RawRing ring = fixture.raw();
    ring.write("a");
    Pair<RingControl, TestSubscriber.Probe<Committable<String>>> source = committable();
    Committable<String> element = source.second().request(1).expectNext();
    try (PeerStub writer = PeerStub.of(ring.file(), Role.WRITER, LostPageTest::losePage)) {
      writer.arm();
      element.commit();
      assertThat(source.second().expectError()).isInstanceOf(RingStorageException.class);
    }
    fixture.ringStays(fixture.name());
  }

  private static void losePage(PeerStub stub) {
    throw new InternalError("a fault occurred in an unsafe memory access operation");
  }
}
