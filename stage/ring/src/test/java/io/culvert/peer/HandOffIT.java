package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.conductor.Conductor;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hand-offs between two JVMs without any polling, so that a lost wake-up stays lost. */
@Tag("slow")
class HandOffIT {

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(ints = 400_000)
  void shouldLoseNoWakeUpBetweenTwoJvms(int rounds) throws Exception {
    long seed = new SplittableRandom().nextLong();
    System.out.println("seed " + seed);
    RingDirectory directory = RingDirectory.local(temporary.resolve("rings"));
    try (Conductor conductor = PingPong.conductor("ping");
        ForkedJvm other =
            ForkedJvm.start(PingPong.class, directory.toString(), "" + rounds, "" + seed)) {
      PeerContext context = new PeerContext(conductor, Runnable::run);
      TestSide[] sides = PingPong.ping(context, directory, TestSide.ADAPTIVE, rounds, seed);
      assertThat(other.exitCode()).as(other.output()).isZero();
      assertThat(other.output()).contains("ended");
      assertThat(Arrays.stream(sides).mapToLong(TestSide::handOffs).sum())
          .as("one hand-off in each round on this side")
          .isGreaterThan(rounds / 2);
    }
  }
}
