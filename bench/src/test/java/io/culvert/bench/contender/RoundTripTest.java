package io.culvert.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Pinger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Round trips of plain threads; an echo may never end, so its thread is a daemon. */
class RoundTripTest {

  private static final int SIZE = 64;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"uds", "agrona-raw", "agrona-raw-50us"})
  void shouldRecordRepliesWhenEchoAnswers(String name) throws Exception {
    Job job = new Job(directory, SIZE, 1 << 16);
    RoundTrip contender = Contenders.make(Contenders.ofLatency(), name, RoundTrip.class);
    RoundTrip.Echo echo = contender.echo(job, RoundTrip.Pace.IDLE);
    Pinger pinger =
        new Pinger(new Pattern(SIZE), 1_000, Duration.ofMillis(10), Duration.ofMillis(100));
    CompletableFuture<Void> end = new CompletableFuture<>();
    inDaemon(echo::run, end);
    inDaemon(
        () -> {
          contender.ping(job, RoundTrip.Pace.IDLE, echo.address(), pinger);
          end.complete(null);
        },
        end);
    end.get(20, TimeUnit.SECONDS);
    assertThat(pinger.histogram().getTotalCount()).isPositive();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void inDaemon(Work work, CompletableFuture<Void> end) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                end.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
