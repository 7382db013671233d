package io.culvert.examples.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.examples.flights.PlainComputation;
import io.culvert.examples.job.JobJvm;
import io.culvert.exceptions.CulvertException;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSnapshot;
import io.culvert.testing.Await;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job in four JVMs of its own. */
class FanOutIT {

  /** Copies of the data set that keep the job busy until something happens to it. */
  private static final int MANY = 3;

  private static final long FLIGHTS = MANY * 100_000L;

  /** Lines that the victim may have parsed but not released. */
  private static final long COME_TWICE = 64;

  private static final int VICTIM = 1;

  @TempDir Path scratch;

  private JobJvm start(String... flags) throws IOException {
    return JobJvm.start(List.of(flags), FanOut.class);
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

  /** Returns the lines of the result, computed in another way. */
  private static List<String> expected(List<String> lines) {
    List<String> text = new ArrayList<>(List.of("day           flights      mean delay"));
    lines.stream()
        .skip(1)
        .map(line -> line.split(","))
        .collect(
            Collectors.groupingBy(
                columns -> columns[0].substring(0, 10),
                TreeMap::new,
                Collectors.summarizingInt(columns -> Integer.parseInt(columns[1]))))
        .forEach(
            (day, delays) ->
                text.add(
                    String.format(
                        Locale.ROOT,
                        "%s %,10d %,11.2f min",
                        day,
                        delays.getCount(),
                        delays.getAverage())));
    return text;
  }

  /** Returns the number of flights in a result. */
  private static long flights(String text) {
    return text.lines()
        .skip(1)
        .mapToLong(line -> Long.parseLong(line.trim().split(" +")[1].replace(",", "")))
        .sum();
  }

  private static boolean hasEachWorkerPublished(JobJvm job) {
    RingDirectory rings = RingDirectory.local(job.rings());
    return IntStream.range(0, FanOut.WORKERS)
        .allMatch(worker -> hasPublished(rings, "flights-" + worker));
  }

  private static boolean hasPublished(RingDirectory rings, String ring) {
    try {
      return RingSnapshot.read(rings, ring).tail() > 0;
    } catch (CulvertException e) {
      return false; // not created yet
    }
  }

  private static ProcessHandle worker(JobJvm job, int number) {
    return job.process()
        .children()
        .filter(child -> child.info().commandLine().orElse("").endsWith(" " + number))
        .findFirst()
        .orElseThrow();
  }

  private static void assertNothingLeft(JobJvm job, List<ProcessHandle> workers) {
    Await.until(
        () -> workers.stream().noneMatch(ProcessHandle::isAlive),
        () -> "not so: the workers have ended");
    Await.until(
        () -> job.findRings().isEmpty(), () -> "not so: the directory of the rings is gone");
  }

  @Test
  void shouldEqualPlainComputationWhenThreeWork() throws Exception {
    try (JobJvm job = start()) {
      Await.until(
          () -> job.process().children().count() == FanOut.WORKERS,
          () -> "not so: all workers begin");
      List<ProcessHandle> workers = job.process().children().toList();

      assertThat(job.exitCode()).as(job.err()).isZero();

      assertThat(job.out().lines())
          .containsExactlyElementsOf(expected(PlainComputation.builtInLines()));
      assertThat(job.err()).isEmpty();
      assertNothingLeft(job, workers);
    }
  }

  @Test
  void shouldFailJobWhenDeadWorkerHasNoSuccessor() throws Exception {
    try (JobJvm job = start("-Dfanout.input=" + manyFlights(), "-Dculvert.peer-timeout=1s")) {
      Await.until(() -> hasEachWorkerPublished(job), () -> "not so: each worker has published");
      List<ProcessHandle> workers = job.process().children().toList();

      worker(job, VICTIM).destroyForcibly();

      assertThat(job.exitCode()).isEqualTo(1);
      assertThat(job.err().lines())
          .anyMatch(line -> line.startsWith("fan-out: ") && line.contains("flights-" + VICTIM))
          .noneMatch(line -> line.startsWith("\tat "));
      assertThat(job.out()).isEmpty();
      assertNothingLeft(job, workers);
    }
  }

  @Test
  void shouldContinueWhenSuccessorReplacesWorker() throws Exception {
    String patience = "-Dculvert.peer-timeout=2m";
    try (JobJvm job = start("-Dfanout.input=" + manyFlights(), patience)) {
      Await.until(() -> hasEachWorkerPublished(job), () -> "not so: each worker has published");
      List<ProcessHandle> workers = job.process().children().toList();

      worker(job, VICTIM).destroyForcibly();
      try (JobJvm successor =
          JobJvm.start(
              List.of(patience),
              FanOutWorker.class,
              job.rings().toString(),
              String.valueOf(VICTIM))) {
        assertThat(job.exitCode()).as(job.err()).isZero();
        assertThat(flights(job.out())).isBetween(FLIGHTS, FLIGHTS + COME_TWICE);
        assertThat(successor.exitCode()).as(successor.err()).isZero();
      }
      assertNothingLeft(job, workers);
    }
  }
}
