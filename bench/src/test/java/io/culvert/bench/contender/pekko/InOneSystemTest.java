package io.culvert.bench.contender.pekko;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.OneJvm;
import io.culvert.bench.work.Counters;
import io.culvert.bench.work.Pattern;
import io.culvert.bench.work.Tally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InOneSystemTest {

  private static final int COUNT = 5_000;
  private static final Pattern PATTERN = new Pattern(64);

  @TempDir Path directory;

  private final List<byte[]> sent = IntStream.range(0, COUNT).mapToObj(PATTERN::payload).toList();
  private final List<byte[]> received = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"fused", "async", "culvert-edge-heap"})
  void shouldDeliverSamePayloadsWhenOnTheHeap(String contender) throws Exception {
    run(contender);
    assertThat(received).hasSize(COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(received.get(i)).isSameAs(sent.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "culvert-edge-shared")
  void shouldDeliverCopiesWhenInSharedMemory(String contender) throws Exception {
    run(contender);
    assertThat(received).hasSize(COUNT);
    for (int i = 0; i < COUNT; i++) {
      assertThat(received.get(i)).isNotSameAs(sent.get(i));
    }
  }

  private void run(String contender) throws Exception {
    Tally tally = new Tally(PATTERN, Counters.open(directory.resolve("counter"), 1), 0);
    Contenders.make(Contenders.all(), contender, OneJvm.class)
        .run(
            new Job(directory, PATTERN.size(), 1 << 16),
            sent.iterator(),
            tally.andThen(received::add)::accept);
    assertThat(tally.count()).as("checked").isEqualTo(COUNT);
  }
}
