package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingMetrics;
import io.culvert.codec.Codecs;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.PeerState;
import io.culvert.testing.Await;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The state of the peer in the metrics of a side. */
class PeerMetricsTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Test
  void shouldReportAwaitedPeerWithoutDoorbellAtStart() {
    RingControl source = source();
    assertThat(source.metrics().peer()).isEqualTo(PeerState.AWAITED);
    assertThat(source.metrics().doorbell()).isFalse();
    assertThat(result(source.stop())).isEqualTo(Done.getInstance());
    assertThat(source.metrics().peer()).isEqualTo(PeerState.AWAITED);
    fixture.ringsMayStay();
  }

  @Test
  void shouldReportPlainThreadAttachedWithoutDoorbell() {
    RawRing ring = fixture.raw();
    ring.writer();
    RingControl source = source();
    await(source::metrics, PeerState.ATTACHED, false);
    ring.writer().complete();
    assertThat(result(source.isShutdown())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldReportDoorbellBetweenStagesOfOneJvm() {
    RingSinkControl sink = sink();
    RingControl source = source();
    await(source::metrics, PeerState.ATTACHED, true);
    await(sink::metrics, PeerState.ATTACHED, true);
    source.stop();
    await(sink::metrics, PeerState.LOST, false);
    RingControl successor = source();
    await(sink::metrics, PeerState.ATTACHED, true);
    await(successor::metrics, PeerState.ATTACHED, true);
    successor.stop();
    result(successor.isShutdown());
    RawRing ring = fixture.raw();
    ring.cancel();
    assertThat(result(sink.drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldReportDoorbellBetweenTwoActorSystems() {
    ActorSystem other = fixture.newSystem();
    try {
      RingSinkControl sink = sink();
      RingControl source = fixture.source().to(Sink.ignore()).run(other);
      await(source::metrics, PeerState.ATTACHED, true);
      await(sink::metrics, PeerState.ATTACHED, true);
      TestKit.shutdownActorSystem(other);
      await(sink::metrics, PeerState.LOST, false);
      RingControl successor = source();
      await(successor::metrics, PeerState.ATTACHED, true);
      successor.stop();
      result(successor.isShutdown());
      fixture.raw().cancel();
      assertThat(result(sink.drained())).isEqualTo(Done.getInstance());
    } finally {
      TestKit.shutdownActorSystem(other);
    }
  }

  private static RingControl source() {
    return fixture.source().to(Sink.ignore()).run(fixture.materializer());
  }

  private static RingSinkControl sink() {
    return Source.<String>maybe()
        .runWith(
            RingSink.withControl(fixture.name(), Codecs.utf8(), fixture.settings()),
            fixture.materializer());
  }

  private static void await(Supplier<RingMetrics> metrics, PeerState peer, boolean doorbell) {
    Await.asserted(
        () -> {
          RingMetrics found = metrics.get();
          assertThat(found.peer()).isEqualTo(peer);
          assertThat(found.doorbell()).isEqualTo(doorbell);
        });
  }
}
