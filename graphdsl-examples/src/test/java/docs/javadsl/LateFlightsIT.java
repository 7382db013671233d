package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.examples.data.FlightData;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.junit.CulvertTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.FileIO;
import org.apache.pekko.stream.javadsl.Framing;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a pipeline in one JVM, and the same one in two. */
@CulvertTest
class LateFlightsIT {

  @TempDir Path scratch;
  private Path flights;
  private long late;

  @BeforeEach
  void writeFlights() throws IOException {
    List<String> lines = FlightData.lines();
    late = lines.stream().filter(line -> Integer.parseInt(line.split(",")[1]) > 15).count();
    flights = Files.write(scratch.resolve("flights.csv"), lines);
  }

  @Test
  void shouldCountLateFlightsInOneJvm(CulvertTestKit kit) throws Exception {
    assertThat(get(whole(flights, kit.system()))).isEqualTo(late);
  }

  @Test
  void shouldCountTheSameInTwoJvms(CulvertTestKit kit) throws Exception {
    Process reading = startReading(kit.settings());
    try {
      assertThat(get(count(kit.system()))).isEqualTo(late);
      assertThat(reading.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(reading.exitValue()).isZero();
    } finally {
      reading.destroyForcibly();
    }
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  private Process startReading(RingSettings rings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Stream.of(System.getProperty("culvert.test.jvm.flags", "").split("\\s+"))
        .filter(flag -> !flag.isEmpty())
        .forEach(command::add);
    command.add("-Dculvert.directory=" + rings.directory().orElseThrow());
    command.add("-Dculvert.capacity=" + rings.capacity());
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.addAll(List.of(Reading.class.getName(), flights.toString()));
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** The first of the two JVMs. */
  static final class Reading {

    private Reading() {}

    public static void main(String[] args) {
      ActorSystem system = ActorSystem.create("reading");
      read(Path.of(args[0]), system)
          .whenComplete((done, failure) -> System.exit(failure == null ? 0 : 1));
    }
  }

  private static Integer delay(String line) {
    return Integer.valueOf(line.split(",")[1]);
  }

  private static CompletionStage<Long> whole(Path file, ActorSystem system) {
    // #whole
    CompletionStage<Long> late =
        FileIO.fromPath(file)
            .via(Framing.delimiter(ByteString.fromString("\n"), 1024))
            .map(ByteString::utf8String)
            .map(line -> delay(line))
            .filter(delay -> delay > 15)
            .runWith(Sink.fold(0L, (count, delay) -> count + 1), system);
    // #whole
    return late;
  }

  private static CompletionStage<Done> read(Path file, ActorSystem system) {
    // #read
    CompletionStage<Done> sent =
        FileIO.fromPath(file)
            .via(Framing.delimiter(ByteString.fromString("\n"), 1024))
            .map(ByteString::utf8String)
            .map(line -> delay(line))
            .runWith(RingSink.create("delays", Codecs.int32()), system);
    // #read
    return sent;
  }

  private static CompletionStage<Long> count(ActorSystem system) {
    // #count
    CompletionStage<Long> late =
        RingSource.create("delays", Codecs.int32())
            .filter(delay -> delay > 15)
            .runWith(Sink.fold(0L, (count, delay) -> count + 1), system);
    // #count
    return late;
  }
}
