package io.culvert.examples.hotpath;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.examples.data.FlightData;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;

/** The faster way depends on the machine; the result does not. */
class HotPathTest {

  private static final int ROUNDS = 50;

  @Test
  void shouldSealSameFlightsWhenRunInBothWays() throws Exception {
    List<String> lines = FlightData.lines().subList(0, 2_000);
    String flights = "2,000 flights in \\d+\\.\\d{3} s, checksum %016x".formatted(checksum(lines));
    assertThat(output(lines).lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("before: sealing where the rest runs   " + flights),
            line -> assertThat(line).matches("after:  sealing in an Edge.flow       " + flights),
            line -> assertThat(line).matches("\\d+\\.\\d\\d times as fast, with \\d+ processors"));
  }

  private static String output(List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ActorSystem system = ActorSystem.create("hotpath-test");
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      HotPath.run(lines, out, system);
    } finally {
      TestKit.shutdownActorSystem(system);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static long checksum(List<String> lines) throws Exception {
    long sum = 0;
    for (String line : lines) {
      byte[] seal = line.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < ROUNDS; i++) {
        seal = MessageDigest.getInstance("SHA-256").digest(seal);
      }
      sum = 31 * sum + Arrays.hashCode(seal);
    }
    return sum;
  }
}
