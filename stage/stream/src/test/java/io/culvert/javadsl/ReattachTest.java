package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codecs;
import io.culvert.fixture.StageFixture;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sides that detach and attach again repeatedly while their peer stays. */
@Tag("waits")
class ReattachTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int ROUNDS = 200;

  /** Each writer begins after the token that it finds, and is ended at any moment. */
  @Test
  void shouldNeitherLoseNorRepeatElementsWhenWriterReattaches() {
    List<Long> received = new CopyOnWriteArrayList<>();
    CompletionStage<?> read =
        RingSource.create(fixture.name(), Codecs.int64(), fixture.settings())
            .runWith(Sink.foreach(received::add), fixture.materializer());
    long[] found = new long[1];
    for (int round = 0; round < ROUNDS; round++) {
      Materializer ending = Materializer.createMaterializer(fixture.system());
      long begin = found[0] + 1;
      RingSinkControl control = numbersFrom(begin).runWith(resumable(), ending);
      assertThat(result(control.resumePoint()).token().orElse(0)).isEqualTo(found[0]);
      Await.until(() -> control.metrics().elements() > 0, () -> "nothing is published");
      ending.shutdown();
      assertThat(failure(control.drained())).isNotNull();
      found[0] = begin + control.metrics().elements() - 1;
    }
    RingSinkControl last = Source.<Long>empty().runWith(resumable(), fixture.materializer());
    assertThat(result(last.resumePoint()).token()).hasValue(found[0]);
    result(read);
    assertThat(received).hasSize((int) found[0]);
    for (int i = 0; i < received.size(); i++) {
      assertThat(received.get(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void shouldResumeAtFirstUnreleasedElementWhenReaderReattaches() {
    CompletionStage<?> sent =
        numbersFrom(1)
            .take(5L * ROUNDS)
            .runWith(
                RingSink.create(fixture.name(), Codecs.int64(), fixture.settings()),
                fixture.materializer());
    int open = 0;
    long next = 1;
    for (int round = 0; round < ROUNDS; round++) {
      Materializer ending = Materializer.createMaterializer(fixture.system());
      Pair<RingControl, TestSubscriber.Probe<Long>> source =
          RingSource.create(fixture.name(), Codecs.int64(), fixture.settings())
              .toMat(TestSink.<Long>create(fixture.system()), Keep.both())
              .run(ending);
      for (int i = 0; i < 5; i++) {
        source.second().requestNext(next + i);
      }
      ending.shutdown();
      result(source.first().isShutdown());
      next += 4; // the last element was not released
      if (round == 20) {
        open = OpenFiles.below(fixture.directory()).size();
      }
    }
    assertThat(OpenFiles.below(fixture.directory())).as("no leak").hasSizeLessThanOrEqualTo(open);
    AtomicLong expected = new AtomicLong(next);
    result(
        RingSource.create(fixture.name(), Codecs.int64(), fixture.settings())
            .runWith(
                Sink.foreach(number -> assertThat(number).isEqualTo(expected.getAndIncrement())),
                fixture.materializer()));
    assertThat(expected.get()).isEqualTo(5L * ROUNDS + 1);
    result(sent);
  }

  private static Source<Long, NotUsed> numbersFrom(long first) {
    return Source.unfold(first, number -> Optional.of(Pair.create(number + 1, number)));
  }

  private static Sink<Long, RingSinkControl> resumable() {
    return RingSink.resumable(fixture.name(), Codecs.int64(), Long::longValue, fixture.settings());
  }
}
