package io.culvert.stage;

import static io.culvert.testing.Await.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codec;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.fixture.HookedCodec;
import io.culvert.fixture.RawRing;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.stage.system.CulvertExtension;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A ring that is truncated while a stage is busy: as soon as the conductor knows, the stage does
 * not touch the ring again, and ignores what it would find there. Here it would find that its peer
 * has failed.
 */
@Tag("slow") // the length of a file is checked only now and then
class TruncatedRingTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  /** The last page, which no test has reached when the file is truncated. */
  private static final int LAST_PAGE = 4096;

  /** The heartbeats from attaching to the first check of the length. */
  private static final int HEARTBEATS = 52;

  private static final int READER_HEARTBEAT =
      RingDescriptor.readerOffset(0) + RingDescriptor.HEARTBEAT;
  private static final int WRITER_HEARTBEAT =
      RingDescriptor.WRITER_OFFSET + RingDescriptor.HEARTBEAT;

  @Test
  void shouldPublishNothingMoreWhenRingIsTruncated() {
    RawRing ring = fixture.raw();
    ring.reader();
    HookedCodec codec =
        HookedCodec.create()
            .onEncode(
                "a",
                text -> {
                  truncateAndFailReader(ring);
                  return text.length();
                });
    assertTruncated(sink(codec, List.of("a", "b")));
  }

  @Test
  void shouldFailWaitingSinkWhenRingIsTruncated() {
    RawRing ring = fixture.raw();
    ring.reader();
    String eighth = "-".repeat(StageFixture.EIGHTH);
    String last = "+".repeat(StageFixture.EIGHTH);
    List<String> texts = new ArrayList<>(List.of(eighth, eighth, eighth, eighth, eighth, eighth));
    texts.addAll(List.of(eighth, last));
    HookedCodec codec =
        HookedCodec.create()
            .onBound(
                last,
                text -> {
                  truncateAndFailReader(ring);
                  return text.length();
                });
    assertTruncated(sink(codec, texts));
  }

  @Test
  void shouldReadNothingMoreWhenRingIsTruncated() {
    RawRing ring = fixture.raw();
    ring.write("a");
    HookedCodec codec =
        HookedCodec.create()
            .onDecode(
                "a",
                () -> {
                  truncate(ring, READER_HEARTBEAT);
                  ring.writer().fail(new StreamFailure("some.Exception", "late", ""));
                  return "a";
                });
    assertTruncated(
        failure(
            RingSource.create(fixture.name(), codec, fixture.settings())
                .runWith(Sink.ignore(), fixture.materializer())));
  }

  private static Throwable sink(Codec<String> codec, List<String> texts) {
    RingSinkControl sink =
        Source.from(texts)
            .runWith(
                RingSink.withControl(fixture.name(), codec, fixture.settings()),
                fixture.materializer());
    return failure(sink.published());
  }

  private static void truncateAndFailReader(RawRing ring) {
    truncate(ring, WRITER_HEARTBEAT);
    ring.reader().fail("some.Exception: late");
  }

  /** Truncates the file, and waits until the conductor has detected it. */
  private static void truncate(RawRing ring, int heartbeat) {
    try (FileChannel channel =
        FileChannel.open(fixture.file(fixture.name()), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - LAST_PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until(() -> ring.word(heartbeat) >= HEARTBEATS, () -> "no heartbeats");
    CompletableFuture<Done> done = new CompletableFuture<>();
    CulvertExtension.ID
        .get(fixture.system())
        .context()
        .conductor()
        .execute(() -> done.complete(Done.getInstance()));
    Await.result(done);
  }

  private static void assertTruncated(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            RingStorageException.class,
            storage -> assertThat(storage.reason()).isEqualTo(Reason.TRUNCATED));
    fixture.ringStays(fixture.name());
  }
}
