package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.WaitMode;
import io.culvert.ring.RingDirectory;
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

/** Hand-offs between two sides asleep, without anybody who looks in case a wake-up is lost. */
class HandOffTest {

  private static final long MINUTES = 4;

  @TempDir Path temporary;

  private enum Way {
    /** As two JVMs: over a socket, with both conductors in between. */
    SOCKET,
    /** As one JVM: each stage fires the other's wake-up. */
    NEIGHBOURS
  }

  private interface Part {
    TestSide[] play(
        PeerContext context, RingDirectory directory, Station.Manner manner, int rounds, long seed);
  }

  @ParameterizedTest
  @CsvSource({
    "SOCKET, ADAPTIVE, 12000",
    "NEIGHBOURS, ADAPTIVE, 20000",
    "SOCKET, SPIN, 6000",
    "NEIGHBOURS, SPIN, 6000"
  })
  void noWakeUpIsLostFromSideToSideAndBack(Way way, WaitMode mode, int rounds) throws Exception {
    long handOffs = play(way, mode, HandOffs::ping, HandOffs::pong, rounds);
    if (mode == WaitMode.ADAPTIVE) {
      assertThat(handOffs).as("of two in each round").isGreaterThan(rounds);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SOCKET, ADAPTIVE, 15000",
    "NEIGHBOURS, ADAPTIVE, 30000",
    "SOCKET, SPIN, 15000",
    "NEIGHBOURS, SPIN, 15000"
  })
  void noWakeUpIsLostWhenTheRingIsFullOrEmpty(Way way, WaitMode mode, int rounds) throws Exception {
    long handOffs = play(way, mode, HandOffs::fill, HandOffs::drain, rounds);
    assertThat(handOffs).isGreaterThan(rounds / 100);
  }

  /** As long as they are not, the conductors look; from one moment to the next nobody does. */
  @RepeatedTest(15)
  void noWakeUpIsLostWhileTheSidesConnect() throws Exception {
    play(Way.SOCKET, WaitMode.PARK, HandOffs::pingUntilConnected, HandOffs::pongUntilLast, 20);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"SOCKET, 400000", "NEIGHBOURS, 400000"})
  void noWakeUpIsLostInManyRounds(Way way, int rounds) throws Exception {
    long handOffs = play(way, WaitMode.ADAPTIVE, HandOffs::ping, HandOffs::pong, rounds);
    assertThat(handOffs).as("of two in each round").isGreaterThan(rounds);
  }

  private long play(Way way, WaitMode mode, Part one, Part other, int rounds) throws Exception {
    long seed = new SplittableRandom().nextLong();
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    Station.Manner manner = new Station.Manner(mode, Duration.ofNanos(100_000), TestSide.FOREVER);
    Neighbours common = new Neighbours();
    long begin = System.nanoTime();
    try (Conductor first = HandOffs.conductor("one");
        Conductor second = HandOffs.conductor("other")) {
      PeerContext ofOne = new PeerContext(first, Runnable::run, common);
      PeerContext ofOther =
          new PeerContext(second, Runnable::run, way == Way.SOCKET ? new Neighbours() : common);
      CompletableFuture<TestSide[]> background =
          CompletableFuture.supplyAsync(() -> other.play(ofOther, directory, manner, rounds, seed));
      TestSide[] here = one.play(ofOne, directory, manner, rounds, seed);
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
