package io.culvert.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Tally;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contenders for two JVMs, here with both sides in one; those with JVM flags are missing. */
class TransportTest {

  private static final int CAPACITY = 1 << 16;
  private static final int BYTES = 8 << 20;
  private static final int MOST = 3_001;
  private static final int FEWEST = 10;

  @TempDir Path directory;

  static Stream<Arguments> contendersAndSizes() {
    return Stream.of(
            "culvert-raw-32",
            "tcp-batched",
            "streamrefs-batched",
            "uds",
            "uds-batched",
            "grpc",
            "agrona-raw",
            "agrona-raw-tuned",
            "limit-ring",
            "limit-ring-32")
        .flatMap(
            name -> Stream.of(8, 64, 1024, 65_536, 1 << 20).map(size -> Arguments.of(name, size)));
  }

  @ParameterizedTest(name = "{0}, size={1}")
  @MethodSource("contendersAndSizes")
  void shouldDeliverAllInOrderWhenSenderCompletes(String name, int size) throws Exception {
    Pattern pattern = new Pattern(size);
    Tally tally = new Tally(pattern, Counters.open(directory.resolve("counter"), 1), 0);
    int count = Math.max(FEWEST, Math.min(MOST, BYTES / size));
    Job job = new Job(directory, size, Job.capacityFor(size, CAPACITY));
    TwoJvms contender = Contenders.make(Contenders.all(), name, TwoJvms.class);
    TwoJvms.Receiving receiver = contender.receiver(job);
    CompletableFuture<Void> received = inThread(() -> receiver.run(tally));
    CompletableFuture<Void> sent =
        inThread(
            () ->
                contender
                    .sender(job)
                    .run(
                        receiver.address(),
                        IntStream.range(0, count).mapToObj(pattern::payload).iterator()));
    CompletableFuture.anyOf(CompletableFuture.allOf(received, sent), failure(received, sent))
        .get(30, TimeUnit.SECONDS);
    assertThat(tally.count()).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"async-tuned", "limit-alloc", "limit-copy"})
  void shouldDeliverAllInOrderWhenInOneJvm(String name) throws Exception {
    Pattern pattern = new Pattern(64);
    Tally tally = new Tally(pattern, Counters.open(directory.resolve("counter"), 1), 0);
    Contenders.make(Contenders.all(), name, OneJvm.class)
        .run(
            new Job(directory, 64, CAPACITY),
            IntStream.range(0, MOST).mapToObj(pattern::payload).iterator(),
            tally);
    assertThat(tally.count()).isEqualTo(MOST);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> inThread(Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  /** Fails as soon as the sender or the receiver does, while its peer may wait forever. */
  private static CompletableFuture<Void> failure(
      CompletableFuture<Void> received, CompletableFuture<Void> sent) {
    CompletableFuture<Void> failure = new CompletableFuture<>();
    Stream.of(received, sent)
        .forEach(
            side ->
                side.whenComplete(
                    (done, cause) -> {
                      if (cause != null) {
                        failure.completeExceptionally(cause);
                      }
                    }));
    return failure;
  }
}
