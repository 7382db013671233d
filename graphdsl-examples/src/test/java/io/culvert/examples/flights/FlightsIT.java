package io.culvert.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.examples.job.Job;
import io.culvert.examples.job.JobException;
import io.culvert.examples.job.JobJvm;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.javadsl.RingSource;
import io.culvert.testing.Await;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole job, in two JVMs of its own. */
class FlightsIT {

  /** Copies of the data set that keep the job busy until something happens to it. */
  private static final int MANY = 30;

  /** The ring of the flights. */
  private static final String RING = "flights.flights";

  private static final int KILLED = 128 + 9;
  private static final int TERMINATED = 128 + 15;

  @TempDir Path scratch;

  private Path output() {
    return scratch.resolve("flights.json");
  }

  private JobJvm start(String input) throws IOException {
    return start(input, Jvms.TWO);
  }

  private JobJvm start(String input, Jvms jvms) throws IOException {
    return JobJvm.start(
        List.of(
            "-Xmx256m",
            "-Dflights.input=" + input,
            "-Dflights.output=" + output(),
            "-Dflights.jvms=" + (jvms.ordinal() + 1)),
        Flights.class);
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(output().toFile());
  }

  private Path manyFlights() throws IOException {
    List<String> lines = PlainComputation.builtInLines();
    Path file = scratch.resolve("many.csv");
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      writer.write(lines.get(0) + "\n");
      String flights = String.join("\n", lines.subList(1, lines.size())) + "\n";
      for (int i = 0; i < MANY; i++) {
        writer.write(flights);
      }
    }
    return file;
  }

  /** Waits until the stream has begun, as far as its files show that. */
  private static void awaitStream(JobJvm job) {
    Path rings = job.rings();
    Await.until(() -> Files.exists(rings.resolve(RING + ".ring")), () -> "not so: there is a ring");
  }

  private static void assertNothingLeft(JobJvm job, ProcessHandle ingest) {
    Await.until(() -> !ingest.isAlive(), () -> "not so: the ingest has ended");
    Await.until(
        () -> job.findRings().isEmpty(), () -> "not so: the directory of the rings is gone");
  }

  @Test
  void shouldReportBuiltInFlightsWhenNoFileIsGiven() throws Exception {
    try (JobJvm job = start("")) {
      ProcessHandle ingest = job.child();

      assertThat(job.exitCode()).as(job.err()).isZero();

      assertThat(result()).isEqualTo(PlainComputation.result(PlainComputation.builtInLines()));
      assertThat(job.out().lines())
          .contains(
              "The 10 busiest of 223 origins",
              "ORD         5,456       10.60 min       30.0 %",
              "LAS         2,259       11.39 min       26.7 %",
              "full result: " + output())
          .anyMatch(line -> line.matches("100,000 records through the ring in .* records/s"));
      assertThat(job.err()).doesNotContain("Exception");
      assertNothingLeft(job, ingest);
    }
  }

  @Test
  void shouldReportTheSameWhenInOneJvm() throws Exception {
    try (JobJvm job = start("", Jvms.ONE)) {
      assertThat(job.exitCode()).as(job.err()).isZero();

      assertThat(result()).isEqualTo(PlainComputation.result(PlainComputation.builtInLines()));
      assertThat(job.out().lines())
          .contains("ORD         5,456       10.60 min       30.0 %")
          .anyMatch(line -> line.matches("100,000 records inside one JVM in .* records/s"));
      assertThat(job.err()).doesNotContain("Exception");
    }
  }

  @Test
  void shouldFailWhenLineIsMalformedInOneJvm() throws Exception {
    Path file = malformedAtLine(77_777);
    try (JobJvm job = start(file.toString(), Jvms.ONE)) {
      assertThat(job.exitCode()).isEqualTo(1);
      assertThat(job.err().lines())
          .contains(
              "flights: " + file + ", line 77777: delay_minutes is no whole number: found=late")
          .noneMatch(line -> line.startsWith("\tat "));
      assertThat(output()).doesNotExist();
    }
  }

  @Test
  void shouldReportFileWhenOneIsGiven() throws Exception {
    List<String> lines = PlainComputation.builtInLines().subList(0, 5_001);
    Path file = Files.writeString(scratch.resolve("windows.csv"), String.join("\r\n", lines));
    try (JobJvm job = start(file.toString())) {
      assertThat(job.exitCode()).as(job.err()).isZero();
      assertThat(result()).isEqualTo(PlainComputation.result(lines));
    }
  }

  @Test
  void shouldReportFileWhenItIsCompressed() throws Exception {
    List<String> lines = PlainComputation.builtInLines().subList(0, 5_001);
    Path file = scratch.resolve("some.csv.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write((String.join("\n", lines) + "\n").getBytes());
    }
    try (JobJvm job = start(file.toString())) {
      assertThat(job.exitCode()).as(job.err()).isZero();
      assertThat(result()).isEqualTo(PlainComputation.result(lines));
    }
  }

  private Path malformedAtLine(int number) throws IOException {
    List<String> lines = new ArrayList<>(PlainComputation.builtInLines());
    lines.set(number - 1, "2001-01-05T12:00,late,100,ORD,LAX");
    return Files.write(scratch.resolve("malformed.csv"), lines);
  }

  @Test
  void shouldFailBothJvmsWhenLineIsMalformed() throws Exception {
    Path file = malformedAtLine(77_777);
    Files.writeString(output(), "of an earlier run");
    try (JobJvm job = start(file.toString())) {
      ProcessHandle ingest = job.child();

      assertThat(job.exitCode()).isEqualTo(1);

      String reason = file + ", line 77777: delay_minutes is no whole number: found=late";
      assertThat(job.err().lines())
          .contains("ingest: " + reason, "flights: the ingest has failed: " + reason)
          .noneMatch(line -> line.startsWith("\tat "));
      assertThat(job.out()).doesNotContain("busiest");
      assertThat(output()).doesNotExist();
      assertNothingLeft(job, ingest);
    }
  }

  @Test
  void shouldFailBothHalvesWhenLineIsMalformed() throws Exception {
    Path file = malformedAtLine(4_711);
    String reason = file + ", line 4711: delay_minutes is no whole number: found=late";
    ActorSystem system = ActorSystem.create("reader");
    try (Job run = Job.create();
        JobJvm ingest =
            JobJvm.start(
                List.of("-Dflights.input=" + file),
                IngestMain.class,
                run.rings().directory().toString())) {
      CompletionStage<Done> end =
          RingSource.create(RING, FlightCodec.INSTANCE, run.rings().settings(system))
              .runWith(Sink.ignore(), system);

      assertThatThrownBy(() -> end.toCompletableFuture().get(1, TimeUnit.MINUTES))
          .cause()
          .isInstanceOfSatisfying(
              RemoteStreamException.class,
              failure -> {
                assertThat(failure.remoteClassName()).isEqualTo(JobException.class.getName());
                assertThat(failure.remoteMessage()).isEqualTo(reason);
              });
      assertThat(ingest.exitCode()).isEqualTo(1);
      assertThat(ingest.err().lines()).contains("ingest: " + reason);
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void shouldFailAtOnceWhenFileIsMissing() throws Exception {
    Files.writeString(output(), "of an earlier run");
    try (JobJvm job = start("no/such.csv")) {
      assertThat(job.exitCode()).isEqualTo(1);
      assertThat(job.err().lines()).containsExactly("flights: no/such.csv: no such file");
      assertThat(output()).doesNotExist();
    }
  }

  @Test
  void shouldFailWhenResultWouldOverwriteInput() throws Exception {
    Path file = Files.writeString(scratch.resolve("both.csv"), PlainComputation.HEADER);
    try (JobJvm job =
        JobJvm.start(
            List.of("-Dflights.input=" + file, "-Dflights.output=" + file), Flights.class)) {
      assertThat(job.exitCode()).isEqualTo(1);
      assertThat(job.err().lines())
          .containsExactly("flights: the result would overwrite the input: " + file);
      assertThat(file).hasContent(PlainComputation.HEADER);
    }
  }

  @Test
  void shouldEndReportWhenIngestIsKilled() throws Exception {
    try (JobJvm job = start(manyFlights().toString())) {
      ProcessHandle ingest = job.child();
      awaitStream(job);

      ingest.destroyForcibly();

      assertThat(job.exitCode()).isEqualTo(1);
      assertThat(job.err().lines())
          .contains("flights: the ingest has died: exit code " + KILLED)
          .noneMatch(line -> line.startsWith("\tat "));
      assertThat(output()).doesNotExist();
      assertNothingLeft(job, ingest);
    }
  }

  @Test
  void shouldEndIngestWhenReportIsTerminated() throws Exception {
    try (JobJvm job = start(manyFlights().toString())) {
      ProcessHandle ingest = job.child();
      awaitStream(job);
      assertThat(ingest.info().commandLine().orElse("-Xmx256m")).contains("-Xmx256m");

      job.process().destroy();

      assertThat(job.exitCode()).isEqualTo(TERMINATED);
      assertThat(output()).doesNotExist();
      assertNothingLeft(job, ingest);
    }
  }

  @Test
  void shouldEndIngestWhenReportIsKilled() throws Exception {
    try (JobJvm job = start(manyFlights().toString())) {
      ProcessHandle ingest = job.child();
      awaitStream(job);

      job.process().destroyForcibly();

      assertThat(job.exitCode()).isEqualTo(KILLED);
      assertThat(output()).doesNotExist();
      assertNothingLeft(job, ingest);
    }
  }
}
