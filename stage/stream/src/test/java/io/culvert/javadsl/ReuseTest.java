package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.file.MappedRing;
import io.culvert.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several streams, one after another, through rings of one name. */
class ReuseTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Test
  void shouldDeliverStreamsOneAfterAnother() {
    for (int stream = 0; stream < 5; stream++) {
      List<String> texts = texts(stream);
      CompletionStage<Done> sent = send(texts);
      assertThat(result(receive())).isEqualTo(texts);
      assertThat(result(sent)).isEqualTo(Done.getInstance());
    }
  }

  @Test
  void shouldUseNewRingWhenEarlierStreamIsDrained() {
    assertThat(result(send(List.of("a", "b")))).isEqualTo(Done.getInstance());
    RawRing first = fixture.raw();
    CompletionStage<Done> second = send(List.of("c"));
    TestSubscriber.Probe<String> reader =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());

    reader.request(2).expectNextN(List.of("a", "b"));
    assertThat(second.toCompletableFuture()).isNotDone();
    reader.request(1).expectComplete();
    assertThat(result(second)).isEqualTo(Done.getInstance());
    MappedRing ring = fixture.raw().file();
    assertThat(ring.header().ringId()).isNotEqualTo(first.file().header().ringId());
    assertThat(result(receive())).containsExactly("c");
  }

  @Test
  void shouldPublishFailureWhenEarlierStreamIsDrained() {
    assertThat(result(send(List.of("a")))).isEqualTo(Done.getInstance());
    CompletionStage<Done> second =
        Source.<String>failed(new IllegalStateException("early"))
            .runWith(fixture.sink(), fixture.materializer());
    assertThat(result(receive())).containsExactly("a");

    assertThat(failure(second)).hasMessage("early");
    assertThat(failure(receive())).hasMessageContaining("early");
  }

  @Test
  @Tag("waits")
  void shouldNotMixStreamsWhenSentWhileOthersAreRead() {
    CompletionStage<Done> sent = send(texts(0));
    for (int stream = 0; stream < 300; stream++) {
      CompletionStage<List<String>> received = receive();
      assertThat(result(sent)).isEqualTo(Done.getInstance());
      sent = send(texts(stream + 1));
      assertThat(result(received)).as("stream %d", stream).isEqualTo(texts(stream));
    }
    assertThat(result(receive())).isEqualTo(texts(300));
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldStartFreshStreamWhenEarlierOneIsCancelled() {
    for (int stream = 0; stream < 50; stream++) {
      CompletionStage<Done> endless =
          Source.repeat("old").runWith(fixture.sink(), fixture.materializer());
      assertThat(result(fixture.source().take(10).runWith(Sink.seq(), fixture.materializer())))
          .hasSize(10);
      assertThat(result(endless)).isEqualTo(Done.getInstance());
      CompletionStage<Done> sent = send(List.of("new"));
      assertThat(result(receive())).containsExactly("new");
      assertThat(result(sent)).isEqualTo(Done.getInstance());
    }
  }

  @Test
  void shouldEmitOneStreamWhenWritersSucceedOneAnother() {
    TestSubscriber.Probe<String> reader =
        fixture.source().runWith(fixture.downstream(), fixture.materializer());
    reader.request(100);
    for (String text : List.of("a", "b", "c")) {
      RawRing writer = awaitRing();
      writer.write(text);
      writer.close();
      reader.expectNext(text);
    }
    reader.expectNoMessage(Duration.ofMillis(20));
    assertThat(result(send(List.of("d")))).isEqualTo(Done.getInstance());
    reader.expectNext("d").expectComplete();
  }

  private static RawRing awaitRing() {
    Await.asserted(() -> assertThat(fixture.file(fixture.name())).exists());
    return fixture.raw();
  }

  private static List<String> texts(int stream) {
    return IntStream.range(0, stream % 7).mapToObj(i -> stream + "." + i).toList();
  }

  private static CompletionStage<Done> send(List<String> texts) {
    return Source.from(texts).runWith(fixture.sink(), fixture.materializer());
  }

  private static CompletionStage<List<String>> receive() {
    return fixture.source().runWith(Sink.seq(), fixture.materializer());
  }
}
