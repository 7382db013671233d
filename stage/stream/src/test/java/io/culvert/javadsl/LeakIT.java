package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams that start and end in every way leave nothing. */
@Tag("slow")
class LeakIT {

  private static final int CYCLES = 500;
  private static final int WARM_UP = 20;
  private static final List<String> TEXTS = List.of("a", "b", "c");

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  /** The operating system's resources that a process holds. */
  private record Holdings(long sockets, long descriptors, long mappings, long threads) {

    static Holdings now() {
      return new Holdings(
          targets().filter(target -> target.startsWith("socket:")).count(),
          targets().filter(target -> !target.startsWith("socket:")).count(),
          countMappings(),
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().contains("culvert"))
              .count());
    }

    private static Stream<String> targets() {
      try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
        return descriptors.map(Holdings::target).toList().stream();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The descriptor of the listing itself is closed before its link is read. */
    private static String target(Path descriptor) {
      try {
        return Files.readSymbolicLink(descriptor).toString();
      } catch (IOException e) {
        return "gone";
      }
    }

    private static long countMappings() {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
        return lines.filter(line -> line.contains(fixture.directory().toString())).count();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void shouldLeaveNothingWhenEdgesComeAndGo() {
    for (int cycle = 0; cycle < WARM_UP; cycle++) {
      run(cycle);
    }
    Holdings[] before = {settled()};
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      run(cycle);
    }
    Await.asserted(
        () -> {
          Holdings after = Holdings.now();
          assertThat(after.sockets()).isLessThanOrEqualTo(before[0].sockets());
          assertThat(after.descriptors()).isLessThanOrEqualTo(before[0].descriptors());
          assertThat(after.mappings()).isZero();
          assertThat(after.threads()).isEqualTo(before[0].threads());
        });
    fixture.ringsMayStay(); // those of the streams that failed or were torn down
  }

  /** Waits until earlier streams have released everything. */
  private static Holdings settled() {
    Await.asserted(() -> assertThat(Holdings.now().mappings()).isZero());
    return Holdings.now();
  }

  private static void run(int cycle) {
    switch (cycle % 4) {
      case 0 -> complete(fixture.newName());
      case 1 -> stop(fixture.newName());
      case 2 -> fail(fixture.newName());
      default -> tearDown(fixture.newName());
    }
  }

  private static void complete(String ring) {
    CompletionStage<List<String>> received =
        fixture.source(ring).runWith(Sink.seq(), fixture.materializer());
    result(Source.from(TEXTS).runWith(fixture.sink(ring), fixture.materializer()));
    assertThat(result(received)).isEqualTo(TEXTS);
  }

  private static void stop(String ring) {
    RingControl control =
        fixture.source(ring).toMat(Sink.ignore(), Keep.left()).run(fixture.materializer());
    assertThat(result(control.stop())).isEqualTo(Done.getInstance());
  }

  private static void fail(String ring) {
    IllegalStateException broken = new IllegalStateException("broken");
    CompletionStage<Done> received =
        fixture.source(ring).runWith(Sink.ignore(), fixture.materializer());
    CompletionStage<Done> sent =
        Source.<String>failed(broken).runWith(fixture.sink(ring), fixture.materializer());
    assertThat(failure(sent)).isSameAs(broken);
    assertThat(failure(received)).hasMessageContaining("broken");
  }

  private static void tearDown(String ring) {
    Materializer own = Materializer.createMaterializer(fixture.system());
    Pair<RingControl, CompletionStage<Done>> running =
        fixture.source(ring).toMat(Sink.ignore(), Keep.both()).run(own);
    CompletionStage<Done> sent =
        Source.from(TEXTS).concat(Source.<String>never()).runWith(fixture.sink(ring), own);
    own.shutdown();
    assertThat(failure(sent)).isNotNull();
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
  }
}
