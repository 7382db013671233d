package io.culvert.examples.flights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.examples.job.JobException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From bytes to flights, without a ring. */
class IngestTest {

  private static final String HEADER = PlainComputation.HEADER + "\n";
  private static final String LINE = "2001-01-01T00:01,33,2176,LAS,PHL\n";
  private static final Flight FLIGHT = FlightLine.parse(LINE.strip());

  private static ActorSystem system;

  @BeforeAll
  static void start() {
    system = ActorSystem.create("ingest-test");
  }

  @AfterAll
  static void end() {
    TestKit.shutdownActorSystem(system);
  }

  private static List<Flight> flights(String name, byte[] bytes, int chunkBytes) throws Exception {
    List<ByteString> chunks =
        IntStream.iterate(0, i -> i < bytes.length, i -> i + chunkBytes)
            .mapToObj(i -> Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + chunkBytes)))
            .map(ByteString::fromArray)
            .toList();
    try {
      return Source.from(chunks)
          .via(Ingest.flights(FlightsInput.of(name)))
          .runWith(Sink.seq(), system)
          .toCompletableFuture()
          .get(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw (Exception) e.getCause();
    }
  }

  private static List<Flight> flights(String text) throws Exception {
    return flights("f.csv", text.getBytes(UTF_8), 4096);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static void assertRefused(String name, byte[] bytes, String message) {
    assertThatThrownBy(() -> flights(name, bytes, 4096))
        .isExactlyInstanceOf(JobException.class)
        .hasMessage(message);
  }

  private static void assertRefused(String text, String message) {
    assertRefused("f.csv", text.getBytes(UTF_8), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 4096})
  void shouldReturnFlightsWhenChunksAreAnySize(int chunkBytes) throws Exception {
    String text = HEADER + LINE.repeat(100);
    assertThat(flights("f.csv", text.getBytes(UTF_8), chunkBytes))
        .hasSize(100)
        .containsOnly(FLIGHT);
    assertThat(flights("f.csv.gz", gzip(text), chunkBytes)).hasSize(100).containsOnly(FLIGHT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\n \n", "\r\n"})
  void shouldIgnoreBlankLinesWhenAtTheEnd(String end) throws Exception {
    assertThat(flights(HEADER + LINE + LINE.strip() + end)).containsExactly(FLIGHT, FLIGHT);
  }

  @Test
  void shouldReturnFlightsWhenLinesEndAsOnWindows() throws Exception {
    assertThat(flights((HEADER + LINE + LINE).replace("\n", "\r\n")))
        .containsExactly(FLIGHT, FLIGHT);
  }

  @Test
  void shouldReturnNothingWhenThereIsOnlyHeader() throws Exception {
    assertThat(flights(HEADER)).isEmpty();
  }

  @Test
  void shouldReadAllMembersWhenGzipHasSeveral() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(gzip(HEADER + LINE));
    bytes.write(gzip(LINE));
    assertThat(flights("f.csv.gz", bytes.toByteArray(), 4096)).containsExactly(FLIGHT, FLIGHT);
  }

  @Test
  void shouldNameLineWhenItIsMalformed() {
    assertRefused(
        HEADER + LINE.repeat(70_000) + "2001-01-01T00:01,late,2176,LAS,PHL\n" + LINE,
        "f.csv, line 70002: delay_minutes is no whole number: found=late");
  }

  @Test
  void shouldNameLineWhenBlankInTheMiddle() {
    assertRefused(HEADER + LINE + "\n\n" + LINE, "f.csv, line 3: blank line");
  }

  @Test
  void shouldSayEmptyWhenFileHasNoLine() throws IOException {
    assertRefused("", "f.csv: empty file");
    assertRefused("f.csv.gz", new byte[0], "f.csv.gz: empty file");
    assertRefused("f.csv.gz", gzip(""), "f.csv.gz: empty file");
  }

  @Test
  void shouldSayNoHeaderWhenItIsMissing() {
    assertRefused(
        LINE,
        "f.csv, line 1: no header: wanted=date,delay_minutes,distance_miles,origin,destination,"
            + " found=2001-01-01T00:01,33,2176,LAS,PHL");
  }

  @Test
  void shouldNameLineWhenItIsTooLong() {
    assertRefused(
        HEADER + LINE + "x".repeat(1025) + "\n" + LINE,
        "f.csv, line 3: too long: found=1025 bytes, wanted=1024");
    assertRefused(
        HEADER + LINE + "x".repeat(1_000_000),
        "f.csv, line 3: too long: found=1000000 bytes, wanted=1024");
  }

  @Test
  void shouldFailEarlyWhenThereIsNoLineEnd() {
    assertThatThrownBy(() -> flights(HEADER + "x".repeat(3_000_000)))
        .isExactlyInstanceOf(JobException.class)
        .hasMessageMatching("f.csv, after line [01]: no end of line within 1048576 bytes");
  }

  @Test
  void shouldHideControlCharactersWhenLineIsShown() {
    assertRefused(
        HEADER + "2001-01-01T00:01,\033[31m,2176,LAS,PHL\n",
        "f.csv, line 2: delay_minutes is no whole number: found=?[31m");
  }

  @Test
  void shouldSayCauseWhenGzipIsDamaged() throws IOException {
    byte[] whole = gzip(HEADER + LINE.repeat(3));
    assertRefused(
        "f.csv.gz",
        Arrays.copyOf(whole, 7),
        "f.csv.gz, after line 0: cannot be read: java.util.zip.ZipException: Truncated GZIP stream");
    assertThatThrownBy(() -> flights("f.csv.gz", Arrays.copyOf(whole, whole.length - 4), 4096))
        .isExactlyInstanceOf(JobException.class)
        .hasMessageMatching(
            "f.csv.gz, after line \\d: cannot be read:"
                + " java.util.zip.ZipException: Truncated GZIP stream");
    assertRefused(
        "f.csv.gz",
        HEADER.getBytes(UTF_8),
        "f.csv.gz, after line 0: cannot be read: java.util.zip.ZipException: Not in GZIP format");
  }
}
