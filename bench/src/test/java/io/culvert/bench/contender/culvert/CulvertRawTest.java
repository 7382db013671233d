package io.culvert.bench.contender.culvert;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Tally;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CulvertRawTest {

  private static final int COUNT = 2_001;

  @TempDir Path directory;

  @ParameterizedTest(name = "batch={0}, size={1}")
  @CsvSource({
    "1, 64",
    "8, 64",
    "512, 64",
    "512, 1024"
  }) // the last batch does not fit into the ring
  void shouldDeliverAllWhenPublishedInBatches(int batch, int size) throws Exception {
    Pattern pattern = new Pattern(size);
    Tally tally = new Tally(pattern, Counters.open(directory.resolve("counter"), 1), 0);
    Job job = new Job(directory, size, 1 << 16);
    CulvertRaw contender = new CulvertRaw(batch);
    TwoJvms.Receiving receiver = contender.receiver(job);
    CompletableFuture<Void> received = CompletableFuture.runAsync(() -> run(receiver, tally));
    CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(contender, job, pattern));
    CompletableFuture.allOf(received, sent).get(20, TimeUnit.SECONDS);
    assertThat(tally.count()).isEqualTo(COUNT);
  }

  private static void run(TwoJvms.Receiving receiver, Tally tally) {
    try {
      receiver.run(tally);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(CulvertRaw contender, Job job, Pattern pattern) {
    try {
      contender
          .sender(job)
          .run("", IntStream.range(0, COUNT).mapToObj(pattern::payload).iterator());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
