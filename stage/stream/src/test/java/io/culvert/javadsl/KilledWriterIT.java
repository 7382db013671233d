package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.PeerState;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSnapshot;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Writers in other JVMs that are killed, and whose successors continue exactly where they stopped.
 */
class KilledWriterIT {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int KILLS = 3;

  @Test
  void shouldNeitherLoseNorRepeatElementsWhenWriterIsKilled() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    RingSettings settings =
        StreamPeer.settings(fixture.system(), fixture.directory())
            .withPeerTimeout(RingSettings.FOREVER);
    Pair<RingControl, CompletionStage<Long>> reader =
        RingSource.create(fixture.name(), Codecs.int64(), settings)
            .toMat(StreamPeer.checked(), Keep.both())
            .run(fixture.materializer());
    long read = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (ForkedJvm writer = StreamPeer.startWriter(fixture.directory(), fixture.name())) {
        writer.awaitOutput(StreamPeer.AFTER + read + ";");
        long before = read;
        Await.until(
            () -> reader.first().metrics().elements() > before, () -> "nothing is published");
        LockSupport.parkNanos(random.nextInt(300_000_000));
      }
      Await.until(
          () -> reader.first().metrics().peer() == PeerState.LOST,
          () -> "the death of the writer is not detected");
      // The conductor may detect the death before the stage has read the last element.
      long end = RingSnapshot.read(RingDirectory.local(fixture.directory()), fixture.name()).tail();
      Await.until(
          () -> reader.first().metrics().position() == end,
          () -> "not everything is read: end=" + end + ", metrics=" + reader.first().metrics());
      read = reader.first().metrics().elements();
    }
    RingSinkControl last =
        Source.<Long>empty()
            .runWith(StreamPeer.sink(fixture.name(), settings), fixture.materializer());
    assertThat(result(last.resumePoint()).token()).as("seed=%d", seed).hasValue(read);
    assertThat(result(reader.second())).isEqualTo(read);
    assertThat(result(last.drained())).isEqualTo(Done.getInstance());
  }
}
