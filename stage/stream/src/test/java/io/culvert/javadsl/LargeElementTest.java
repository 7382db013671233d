package io.culvert.javadsl;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.ring.ReadResult;
import io.culvert.testing.Await;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Elements that need several frames, and elements that are larger than the ring. */
class LargeElementTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void shouldDeliverElementsSixteenTimesLargerThanRing() {
    List<byte[]> elements =
        IntStream.range(0, 8).mapToObj(seed -> bytes(seed, MEBIBYTE - seed)).toList();
    CompletionStage<Done> sent = send(elements);
    assertEqual(result(receive()), elements);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldDeliverElementsAroundEachSizeLimit() {
    int capacity = StageFixture.CAPACITY;
    List<byte[]> elements =
        IntStream.of(
                capacity / 16, capacity / 8, capacity / 4, capacity / 2, capacity, 2 * capacity)
            .flatMap(limit -> IntStream.rangeClosed(limit - 17, limit + 9))
            .mapToObj(length -> bytes(length, length))
            .toList();
    CompletionStage<Done> sent = send(elements);
    assertEqual(result(receive()), elements);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldPublishWholeElementWhenItFitsIntoRing() {
    RawRing ring = fixture.raw();
    ring.write("-".repeat(8_000), "-".repeat(8_000));
    ring.writer().close();
    CompletionStage<Done> sent =
        Source.single("x".repeat(50_000)).runWith(fixture.sink(), fixture.materializer());
    assertThat(ring.read()).hasSize(8_000);
    assertThat(ring.read()).hasSize(8_000);
    assertThat(ring.reader().read()).isEqualTo(ReadResult.EMPTY);
    ring.reader().release();
    assertThat(ring.read()).isEqualTo("x".repeat(50_000));
    assertThat(result(sent)).isEqualTo(Done.getInstance());
    assertThat(ring.next()).isEqualTo(ReadResult.COMPLETED);
    ring.finish();
  }

  @Test
  void shouldPublishLargeElementWhenUpstreamCompletesEarly() {
    Pair<TestPublisher.Probe<byte[]>, RingSinkControl> running = runProbe();
    byte[] element = bytes(1, MEBIBYTE);
    running.first().sendNext(element).sendComplete();
    Await.asserted(() -> assertThat(running.second().metrics().parkings()).isPositive());
    assertEqual(result(receive()), List.of(element));
    assertThat(result(running.second().drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldCompleteSinkWhenReaderCancelsInLargeElement() {
    Pair<TestPublisher.Probe<byte[]>, RingSinkControl> running = runProbe();
    running.first().sendNext(bytes(1, MEBIBYTE));
    Await.asserted(() -> assertThat(running.second().metrics().parkings()).isPositive());
    source(MEBIBYTE).runWith(Sink.cancelled(), fixture.materializer());
    running.first().expectCancellation();
    assertThat(result(running.second().drained())).isEqualTo(Done.getInstance());
  }

  @Test
  void shouldFailSourceWhenElementExceedsItsMaxMessageSize() {
    CompletionStage<Done> sent = send(List.of(bytes(1, 100_000)));
    assertThat(failure(source(99_999).runWith(Sink.seq(), fixture.materializer())))
        .isInstanceOf(MessageTooLargeException.class)
        .hasMessageContainingAll("length=100000", "max-message-size=99999");
    assertThat(failure(sent)).isInstanceOf(RemoteStreamException.class);
    fixture.ringStays(fixture.name());
  }

  private static Pair<TestPublisher.Probe<byte[]>, RingSinkControl> runProbe() {
    return TestSource.<byte[]>create(fixture.system())
        .toMat(
            RingSink.withControl(fixture.name(), Codecs.bytes(), settings(MEBIBYTE)), Keep.both())
        .run(fixture.materializer());
  }

  private static CompletionStage<Done> send(List<byte[]> elements) {
    return Source.from(elements)
        .runWith(
            RingSink.create(fixture.name(), Codecs.bytes(), settings(MEBIBYTE)),
            fixture.materializer());
  }

  private static Source<byte[], RingControl> source(int maxMessageSize) {
    return RingSource.create(fixture.name(), Codecs.bytes(), settings(maxMessageSize));
  }

  private static CompletionStage<List<byte[]>> receive() {
    return source(MEBIBYTE).runWith(Sink.seq(), fixture.materializer());
  }

  private static RingSettings settings(int maxMessageSize) {
    return fixture.settings().withMaxMessageSize(maxMessageSize);
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static void assertEqual(List<byte[]> found, List<byte[]> wanted) {
    assertThat(found).hasSameSizeAs(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(found.get(i)).as("element %d", i).isEqualTo(wanted.get(i));
    }
  }
}
