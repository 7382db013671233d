package io.culvert.javadsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.testing.Await;
import io.culvert.testing.CheckedElements;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream through two JVMs: this one reads, the other one writes. */
class TwoJvmIT {

  private static final int MILLION = 1_000_000;

  @TempDir Path directory;
  private ActorSystem system;

  @BeforeEach
  void start() {
    system = TwoJvmPeer.system("reader");
  }

  @AfterEach
  void stop() {
    TestKit.shutdownActorSystem(system);
  }

  @Test
  void shouldDeliverMillionElementsWhenReaderStartsFirst() throws Exception {
    AtomicLong next = new AtomicLong();
    CompletionStage<Done> read = readChecked(next);
    awaitRing();
    try (ForkedJvm writer = writer("complete", MILLION)) {
      read.toCompletableFuture().join();
      assertThat(writer.exitCode()).as(writer.output()).isZero();
      assertThat(writer.output()).contains("ended: completed");
    }
    assertThat(next).hasValue(MILLION);
  }

  @Test
  void shouldDeliverMillionElementsWhenWriterStartsFirst() throws Exception {
    AtomicLong next = new AtomicLong();
    try (ForkedJvm writer = writer("complete", MILLION)) {
      awaitRing();
      readChecked(next).toCompletableFuture().join();
      assertThat(writer.exitCode()).as(writer.output()).isZero();
      assertThat(writer.output()).contains("ended: completed");
    }
    assertThat(next).hasValue(MILLION);
  }

  @Test
  void shouldDeliverElementsWhenWriterHasExited() throws Exception {
    AtomicLong next = new AtomicLong();
    try (ForkedJvm writer = writer("complete", 1_000)) {
      assertThat(writer.exitCode()).as(writer.output()).isZero();
    }
    readChecked(next).toCompletableFuture().join();
    assertThat(next).hasValue(1_000);
  }

  @Test
  void shouldDeliverFailureAfterAllElements() throws Exception {
    AtomicLong next = new AtomicLong();
    try (ForkedJvm writer = writer("fail", 10_000)) {
      CompletionStage<Done> read = readChecked(next);
      assertThatThrownBy(() -> read.toCompletableFuture().join())
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOfSatisfying(
              RemoteStreamException.class,
              failure -> {
                assertThat(failure.remoteClassName())
                    .isEqualTo(IllegalStateException.class.getName());
                assertThat(failure.remoteMessage()).isEqualTo("the source ran dry");
                assertThat(failure.remoteStackDigest()).contains(TwoJvmPeer.class.getName());
              });
      assertThat(writer.exitCode()).as(writer.output()).isZero();
      assertThat(writer.output())
          .contains("ended: java.lang.IllegalStateException: the source ran dry");
    }
    assertThat(next).hasValue(10_000);
  }

  @Test
  void shouldEndWriterWhenReaderCancels() throws Exception {
    try (ForkedJvm writer = writer("endless", 0)) {
      source().take(100_000).runWith(Sink.ignore(), system).toCompletableFuture().join();
      assertThat(writer.exitCode()).as(writer.output()).isZero();
      assertThat(writer.output()).contains("ended: completed");
    }
  }

  @Test
  void shouldFailWriterWithCauseWhenReaderFails() throws Exception {
    try (ForkedJvm writer = writer("endless", 0)) {
      CompletionStage<Done> read =
          source().zipWithIndex().map(TwoJvmIT::failAtThousand).runWith(Sink.ignore(), system);
      assertThatThrownBy(() -> read.toCompletableFuture().join())
          .hasRootCauseInstanceOf(UnsupportedOperationException.class);
      assertThat(writer.exitCode()).as(writer.output()).isZero();
      assertThat(writer.output())
          .contains("ended: remote java.lang.UnsupportedOperationException: the reader had enough");
    }
  }

  private static long failAtThousand(Pair<byte[], Long> numbered) {
    if (numbered.second() == 1_000) {
      throw new UnsupportedOperationException("the reader had enough");
    }
    return numbered.second();
  }

  /** Prints how the stream compares; it is not a performance test. */
  @Test
  void shouldPrintThroughputRatioToFusedStream() throws Exception {
    int count = 4_000_000;
    int rounds = 7;
    double[] ratios = new double[rounds];
    double[] ring = new double[rounds];
    double[] fused = new double[rounds];
    try (ForkedJvm writer =
        ForkedJvm.start(
            TwoJvmPeer.class, "rounds", directory.toString(), "" + count, "" + rounds)) {
      for (int round = 0; round < rounds; round++) {
        ring[round] = rate(count, RingSource.create(TwoJvmPeer.RING, Codecs.bytes(), defaults()));
        fused[round] = rate(count, TwoJvmPeer.messages(count));
        ratios[round] = ring[round] / fused[round];
      }
      assertThat(writer.exitCode()).as(writer.output()).isZero();
    }
    System.out.printf(
        "two JVMs, 64-byte messages: %.1f million/s, fused in one JVM: %.1f million/s, "
            + "ratio %.2f (median of %d rounds; %.2f to %.2f)%n",
        median(ring), median(fused), median(ratios), rounds, min(ratios), max(ratios));
  }

  private RingSettings defaults() {
    return RingSettings.create(system).withDirectory(directory);
  }

  /** Returns elements per microsecond, from the arrival of the first one to the end. */
  private double rate(int count, Source<byte[], ?> source) {
    AtomicLong begin = new AtomicLong();
    long bytes =
        source
            .map(
                message -> {
                  if (begin.getPlain() == 0) {
                    begin.setPlain(System.nanoTime());
                  }
                  return message;
                })
            .runWith(TwoJvmPeer.total(), system)
            .toCompletableFuture()
            .join();
    long nanos = System.nanoTime() - begin.get();
    assertThat(bytes).isEqualTo((long) count * TwoJvmPeer.MESSAGE_BYTES);
    return count * 1e3 / nanos;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double min(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private ForkedJvm writer(String mode, int count) {
    return ForkedJvm.start(TwoJvmPeer.class, mode, directory.toString(), String.valueOf(count));
  }

  private Source<byte[], RingControl> source() {
    return RingSource.create(
        TwoJvmPeer.RING, Codecs.bytes(), TwoJvmPeer.settings(system, directory.toString()));
  }

  private CompletionStage<Done> readChecked(AtomicLong next) {
    CheckedElements elements = new CheckedElements(TwoJvmPeer.SEED);
    return source()
        .runWith(Sink.foreach(element -> elements.check(element, next.getAndIncrement())), system);
  }

  private void awaitRing() {
    Path ring = directory.resolve(TwoJvmPeer.RING + ".ring");
    Await.until(() -> Files.exists(ring), () -> "no ring: file=" + ring);
  }
}
