package io.culvert.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.Committable;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.RingReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Visibility of a commit to the stage that is notified of it. */
class CommittableDeliveryTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  /**
   * The stage may run before the committing thread returns: here it runs inside the notification.
   */
  @Test
  void shouldSeeCommitWhenNotified() {
    RawRing ring = fixture.raw();
    ring.write("a");
    RingReader reader = ring.reader();
    List<CommittableDelivery<String>> itself = new ArrayList<>();
    CommittableDelivery<String> delivery =
        new CommittableDelivery<>(8, () -> itself.get(0).release());
    itself.add(delivery);
    delivery.attach(reader, ring.file().header().ringId());
    assertThat(ring.read()).isEqualTo("a");
    Committable<String> element = delivery.deliver("a");
    CompletableFuture<Done> done = element.commit().toCompletableFuture();
    assertThat(done).isCompletedWithValue(Done.getInstance());
    assertThat(ring.writer().isDrained()).isTrue();
    fixture.ringStays(fixture.name());
  }
}
