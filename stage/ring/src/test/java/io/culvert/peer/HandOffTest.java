package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.conductor.Conductor;
import io.culvert.ring.file.RingDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hand-offs between two sleeping sides without any polling, so that a lost wake-up stays lost. */
class HandOffTest {

  private static final long MINUTES = 4;

  @TempDir Path temporary;

  private enum Way {
    /** As between two JVMs: over a socket, through both conductors. */
    SOCKET,
    /** As inside one JVM: each side fires the wait point of its peer. */
    NEIGHBOURS
  }

  private interface Routine {
    TestSide[] play(
        PeerContext context,
        RingDirectory directory,
        PeerLink.WaitPolicy waitPolicy,
        int rounds,
        long seed);
  }

  @ParameterizedTest
  @CsvSource({
    "SOCKET, ADAPTIVE, 12000",
    "NEIGHBOURS, ADAPTIVE, 20000",
    "SOCKET, SPIN, 6000",
    "NEIGHBOURS, SPIN, 6000"
  })
  void shouldLoseNoWakeUpInPingPong(Way way, WaitStrategy mode, int rounds) throws Exception {
    long handOffs = play(way, mode, PingPong::ping, PingPong::pong, rounds);
    if (mode == WaitStrategy.ADAPTIVE) {
      assertThat(handOffs).as("two hand-offs in each round").isGreaterThan(rounds);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SOCKET, ADAPTIVE, 15000",
    "NEIGHBOURS, ADAPTIVE, 30000",
    "SOCKET, SPIN, 15000",
    "NEIGHBOURS, SPIN, 15000"
  })
  void shouldLoseNoWakeUpWhenRingIsFullOrEmpty(Way way, WaitStrategy mode, int rounds)
      throws Exception {
    long handOffs = play(way, mode, PingPong::fill, PingPong::drain, rounds);
    assertThat(handOffs).isGreaterThan(rounds / 100);
  }

  /** Until the sides are connected the conductors poll; from then on they do not. */
  @RepeatedTest(15)
  void shouldLoseNoWakeUpWhileSidesConnect() throws Exception {
    play(Way.SOCKET, WaitStrategy.PARK, PingPong::pingUntilConnected, PingPong::pongUntilLast, 20);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"SOCKET, 400000", "NEIGHBOURS, 400000"})
  void shouldLoseNoWakeUpInManyRounds(Way way, int rounds) throws Exception {
    long handOffs = play(way, WaitStrategy.ADAPTIVE, PingPong::ping, PingPong::pong, rounds);
    assertThat(handOffs).as("two hand-offs in each round").isGreaterThan(rounds);
  }

  private long play(Way way, WaitStrategy mode, Routine one, Routine other, int rounds)
      throws Exception {
    long seed = new SplittableRandom().nextLong();
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    PeerLink.WaitPolicy waitPolicy =
        new PeerLink.WaitPolicy(mode, Duration.ofNanos(100_000), TestSide.FOREVER);
    LocalWaitPoints common = new LocalWaitPoints();
    long begin = System.nanoTime();
    try (Conductor first = PingPong.conductor("one");
        Conductor second = PingPong.conductor("other")) {
      PeerContext ofOne = new PeerContext(first, Runnable::run, common);
      PeerContext ofOther =
          new PeerContext(
              second, Runnable::run, way == Way.SOCKET ? new LocalWaitPoints() : common);
      CompletableFuture<TestSide[]> background =
          CompletableFuture.supplyAsync(
              () -> other.play(ofOther, directory, waitPolicy, rounds, seed));
      TestSide[] here = one.play(ofOne, directory, waitPolicy, rounds, seed);
      TestSide[] there = background.get(MINUTES, TimeUnit.MINUTES);
      long handOffs = handOffs(here) + handOffs(there);
      System.out.printf(
          "%s %s, seed %d: %d hand-offs in %d rounds, %d ms; longest wait %d ms%n",
          way,
          mode,
          seed,
          handOffs,
          rounds,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
          Math.max(longest(here), longest(there)));
      return handOffs;
    }
  }

  private static long handOffs(TestSide[] sides) {
    return Arrays.stream(sides).mapToLong(TestSide::handOffs).sum();
  }

  private static long longest(TestSide[] sides) {
    return Arrays.stream(sides).mapToLong(TestSide::longestMillis).max().orElseThrow();
  }
}
