package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingMetrics;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.PeerState;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.UniqueKillSwitch;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A peer in another JVM that is stopped by a signal, as by a debugger, a long garbage collection or
 * a frozen container. Neither side waits for a dead peer, so wrongly judging it dead would end the
 * stream.
 */
class StalledPeerIT {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int PAUSES = 4;
  private static final int LONGEST_MILLIS = 3_000;

  /** Long enough for a stalled peer to be detected. */
  private static final int STALLED_MILLIS = 1_500;

  @Test
  void shouldNotTreatStoppedWriterAsDead() throws Exception {
    try (Stoppable writer = new StoppedWriter()) {
      pauseAtRandom(writer);
      writer.finish();
    }
  }

  @Test
  void shouldNotTreatStoppedReaderAsDead() throws Exception {
    try (Stoppable reader = new StoppedReader()) {
      pauseAtRandom(reader);
      reader.finish();
    }
  }

  @Test
  @Tag("slow")
  void shouldNotTreatPeerAsDeadWhenStoppedForOneMinute() throws Exception {
    try (Stoppable writer = new StoppedWriter();
        Stoppable reader = new StoppedReader()) {
      writer.awaitProgress();
      reader.awaitProgress();
      writer.jvm.pause();
      reader.jvm.pause();
      LockSupport.parkNanos(Duration.ofSeconds(60).toNanos());
      writer.assertStalled();
      reader.assertStalled();
      writer.jvm.unpause();
      reader.jvm.unpause();
      writer.finish();
      reader.finish();
    }
  }

  private static void pauseAtRandom(Stoppable peer) {
    long seed = new Random().nextLong();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    for (int pause = 0; pause < PAUSES; pause++) {
      peer.awaitProgress();
      LockSupport.parkNanos(random.nextInt(200_000_000));
      int millis = pause == 0 ? STALLED_MILLIS : random.nextInt(LONGEST_MILLIS);
      peer.jvm.pause();
      LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
      if (millis >= STALLED_MILLIS) {
        peer.assertStalled();
      }
      peer.jvm.unpause();
      peer.awaitState(PeerState.ATTACHED);
    }
  }

  /** Another JVM, and a stream of this JVM at the same ring. */
  private abstract static class Stoppable implements AutoCloseable {

    final String ring = fixture.newName();
    final ForkedJvm jvm = start();

    abstract ForkedJvm start();

    abstract RingMetrics metrics();

    abstract CompletionStage<?> end();

    /** Returns the failure of another stream that tries to take the peer's role. */
    abstract Throwable failureOfCompetitor();

    /** Ends the stream, and checks that everything published was received. */
    abstract void finish() throws Exception;

    final void awaitProgress() {
      awaitState(PeerState.ATTACHED);
      long elements = metrics().elements();
      Await.until(
          () -> metrics().elements() > elements + 100,
          () -> "no progress: metrics=" + metrics() + ", output=" + jvm.output());
    }

    final void awaitState(PeerState state) {
      Await.until(
          () -> metrics().peer() == state, () -> "wanted=" + state + ", metrics=" + metrics());
    }

    final void assertStalled() {
      awaitState(PeerState.STALLED);
      assertThat(failureOfCompetitor())
          .isInstanceOf(RoleAlreadyHeldException.class)
          .hasMessageContaining("pid " + jvm.process().pid());
      assertThat(end().toCompletableFuture()).isNotDone();
      assertThat(metrics().peer()).isEqualTo(PeerState.STALLED);
    }

    @Override
    public final void close() throws IOException {
      jvm.close();
    }
  }

  private static final class StoppedWriter extends Stoppable {

    private final RingControl control;
    private final UniqueKillSwitch killSwitch;
    private final CompletionStage<Long> last;

    StoppedWriter() {
      Pair<Pair<RingControl, UniqueKillSwitch>, CompletionStage<Long>> running =
          RingSource.create(ring, Codecs.int64(), settings())
              .viaMat(KillSwitches.single(), Keep.both())
              .toMat(StreamPeer.checked(), Keep.both())
              .run(fixture.materializer());
      control = running.first().first();
      killSwitch = running.first().second();
      last = running.second();
    }

    @Override
    ForkedJvm start() {
      return StreamPeer.startWriter(fixture.directory(), ring);
    }

    @Override
    RingMetrics metrics() {
      return control.metrics();
    }

    @Override
    CompletionStage<?> end() {
      return last;
    }

    @Override
    Throwable failureOfCompetitor() {
      return failure(
          Source.single(0L)
              .runWith(RingSink.create(ring, Codecs.int64(), settings()), fixture.materializer()));
    }

    @Override
    void finish() throws Exception {
      awaitProgress();
      killSwitch.shutdown();
      // The switch drops an element that is between the source and it, so at most one.
      long received = result(last);
      assertThat(control.metrics().elements()).isBetween(received, received + 1);
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.output()).contains(StreamPeer.ENDED + "Done");
    }
  }

  private static final class StoppedReader extends Stoppable {

    private final RingSinkControl control;
    private final UniqueKillSwitch killSwitch;

    StoppedReader() {
      Pair<UniqueKillSwitch, RingSinkControl> running =
          StreamPeer.numbersFrom(1)
              .viaMat(KillSwitches.single(), Keep.right())
              .toMat(StreamPeer.sink(ring, settings()), Keep.both())
              .run(fixture.materializer());
      killSwitch = running.first();
      control = running.second();
    }

    @Override
    ForkedJvm start() {
      return StreamPeer.startReader(fixture.directory(), ring);
    }

    @Override
    RingMetrics metrics() {
      return control.metrics();
    }

    @Override
    CompletionStage<?> end() {
      return control.drained();
    }

    @Override
    Throwable failureOfCompetitor() {
      return failure(
          RingSource.create(ring, Codecs.int64(), settings())
              .runWith(Sink.ignore(), fixture.materializer()));
    }

    @Override
    void finish() throws Exception {
      awaitProgress();
      killSwitch.shutdown();
      assertThat(result(control.drained())).isEqualTo(Done.getInstance());
      assertThat(jvm.exitCode()).isZero();
      assertThat(jvm.output()).contains(StreamPeer.ENDED + control.metrics().elements() + ";");
    }
  }

  private static RingSettings settings() {
    return StreamPeer.settings(fixture.system(), fixture.directory());
  }
}
