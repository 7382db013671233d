package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingMetrics;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.PeerTerminatedException;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.PeerState;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Peers in other JVMs that are killed: how soon a stream detects it, and in which special cases.
 */
class DeadPeerIT {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int BATCH = 5;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  @Test
  void shouldEndStreamWithinOneSecondWhenPeerIsKilled() throws IOException {
    assertDetectedInTime(killed(20));
  }

  @Test
  @Tag("slow")
  @Timeout(600)
  void shouldEndStreamWithinOneSecondInManyKills() throws IOException {
    assertDetectedInTime(killed(100));
  }

  private static void assertDetectedInTime(long[] nanos) {
    Arrays.sort(nanos);
    long p50 = nanos[nanos.length / 2];
    long p99 = nanos[(int) Math.ceil(nanos.length * 0.99) - 1];
    String found =
        "%d kills: p50=%d ms, p99=%d ms, max=%d ms"
            .formatted(
                nanos.length,
                TimeUnit.NANOSECONDS.toMillis(p50),
                TimeUnit.NANOSECONDS.toMillis(p99),
                TimeUnit.NANOSECONDS.toMillis(nanos[nanos.length - 1]));
    System.out.println(found);
    assertThat(p99).as(found).isLessThanOrEqualTo(LIMIT_NANOS);
  }

  /** Kills readers and writers in turn, each at a random moment between two heartbeats. */
  private static long[] killed(int kills) throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed=" + seed);
    Random random = new Random(seed);
    long[] nanos = new long[kills];
    for (int begin = 0; begin < kills; begin += BATCH) {
      List<KilledPeer> peers = new ArrayList<>();
      try {
        for (int i = begin; i < begin + BATCH; i++) {
          peers.add(new KilledPeer(i % 2 == 0 ? "WRITER" : "READER"));
        }
        for (int i = 0; i < BATCH; i++) {
          nanos[begin + i] = peers.get(i).kill(random);
        }
      } finally {
        for (KilledPeer peer : peers) {
          peer.jvm.close();
        }
      }
    }
    fixture.ringsMayStay();
    return nanos;
  }

  /** Another JVM, and a stream of this JVM that must detect its death. */
  private static final class KilledPeer {

    private final String ring = fixture.newName();
    private final String role;
    private final ForkedJvm jvm;

    KilledPeer(String role) {
      this.role = role;
      this.jvm = AttachedPeer.start(fixture.directory(), ring, role);
    }

    long kill(Random random) {
      jvm.awaitOutput(AttachedPeer.ATTACHED);
      ObservedStream stream = streamOfPeer(ring, role);
      stream.awaitDoorbell();
      LockSupport.parkNanos(random.nextInt(200_000_000)); // any moment between two heartbeats
      return stream.nanosUntilEnd(jvm);
    }
  }

  private static ObservedStream streamOfPeer(String ring, String peerRole) {
    return peerRole.equals("WRITER") ? new Reader(ring) : new Writer(ring);
  }

  /** A stream of this JVM that does not wait for a successor of its peer. */
  private abstract static class ObservedStream {

    private CompletionStage<Done> end;
    private CompletionStage<Long> endNanos;

    final void observe(CompletionStage<Done> future) {
      end = future;
      endNanos = future.handle((done, thrown) -> System.nanoTime());
    }

    abstract RingMetrics metrics();

    final void awaitDoorbell() {
      Await.until(
          () -> metrics().doorbell() && metrics().peer() == PeerState.ATTACHED,
          () -> "no doorbell: metrics=" + metrics());
    }

    /**
     * Measures from the moment at which the kernel has released the process: before that, the peer
     * must not be taken for dead.
     */
    final long nanosUntilEnd(ProcessHandle peer, BooleanSupplier isGone) {
      assertThat(end.toCompletableFuture()).isNotDone();
      peer.destroyForcibly();
      Await.until(isGone, () -> "the process does not exit: pid=" + peer.pid());
      long gone = System.nanoTime();
      assertThat(failure(end)).isInstanceOf(PeerTerminatedException.class);
      return result(endNanos) - gone;
    }

    final long nanosUntilEnd(ForkedJvm peer) {
      Process process = peer.process();
      return nanosUntilEnd(process.toHandle(), () -> !process.isAlive());
    }
  }

  private static final class Reader extends ObservedStream {

    private final RingControl control;

    Reader(String ring) {
      Pair<RingControl, CompletionStage<Done>> running =
          RingSource.create(ring, Codecs.bytes(), impatient())
              .toMat(Sink.ignore(), Keep.both())
              .run(fixture.materializer());
      control = running.first();
      observe(running.second());
    }

    @Override
    RingMetrics metrics() {
      return control.metrics();
    }
  }

  /** A stream that has published everything and waits for its reader. */
  private static final class Writer extends ObservedStream {

    private final RingSinkControl control;

    Writer(String ring) {
      control =
          Source.single(new byte[8])
              .runWith(
                  RingSink.withControl(ring, Codecs.bytes(), impatient()), fixture.materializer());
      observe(control.drained());
    }

    @Override
    RingMetrics metrics() {
      return control.metrics();
    }
  }

  private static RingSettings impatient() {
    return fixture.settings().withPeerTimeout(Duration.ZERO);
  }

  @Test
  void shouldFreeRoleWhenChildOutlivesKilledJvm() throws IOException {
    try (ForkedJvm jvm =
        AttachedPeer.startWithChild(fixture.directory(), fixture.name(), "WRITER")) {
      jvm.awaitOutput(AttachedPeer.ATTACHED);
      ProcessHandle child = childOf(jvm);
      try {
        ObservedStream stream = streamOfPeer(fixture.name(), "WRITER");
        stream.awaitDoorbell();
        long nanos = stream.nanosUntilEnd(jvm);
        assertThat(child.isAlive()).isTrue();
        assertThat(nanos).isLessThanOrEqualTo(LIMIT_NANOS);
        assertRoleCanBeTaken();
      } finally {
        child.destroyForcibly();
      }
    }
  }

  private static ProcessHandle childOf(ForkedJvm jvm) {
    String output = jvm.output();
    int begin = output.indexOf(AttachedPeer.CHILD) + AttachedPeer.CHILD.length();
    long pid = Long.parseLong(output.substring(begin, output.indexOf(';', begin)));
    return ProcessHandle.of(pid).orElseThrow();
  }

  @Test
  void shouldFreeRoleWhenKilledJvmIsZombie() throws IOException {
    try (ForkedJvm parent =
        AttachedPeer.startUnderCarelessParent(fixture.directory(), fixture.name(), "WRITER")) {
      parent.awaitOutput(AttachedPeer.ATTACHED);
      ProcessHandle jvm = parent.process().children().findAny().orElseThrow();
      ObservedStream stream = streamOfPeer(fixture.name(), "WRITER");
      stream.awaitDoorbell();
      long nanos = stream.nanosUntilEnd(jvm, () -> stateOf(jvm.pid()).equals("Z"));
      assertThat(nanos).isLessThanOrEqualTo(LIMIT_NANOS);
      assertRoleCanBeTaken();
    }
  }

  /** Returns the letter after the name in parentheses. */
  private static String stateOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a sink that takes the role, which is free. */
  private static void assertRoleCanBeTaken() {
    RingSinkControl successor =
        Source.<byte[]>failed(new IllegalStateException("enough"))
            .runWith(
                RingSink.withControl(fixture.name(), Codecs.bytes(), fixture.settings()),
                fixture.materializer());
    assertThat(failure(successor.published())).hasMessage("enough");
    fixture.ringStays(fixture.name());
  }
}
