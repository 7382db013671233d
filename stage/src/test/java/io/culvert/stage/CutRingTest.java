package io.culvert.stage;

import static io.culvert.testing.StageFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import io.culvert.codec.Codec;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.ring.RingLayout;
import io.culvert.ring.StreamFailure;
import io.culvert.testing.Await;
import io.culvert.testing.HookedCodec;
import io.culvert.testing.RawRing;
import io.culvert.testing.StageFixture;
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
 * A ring that is cut while a stage is busy: as soon as the conductor knows, the stage touches it no
 * more, and believes nothing that it would find there. What it would find here is that the other
 * side has failed.
 */
@Tag("slow") // the length of a file is looked at every five seconds
class CutRingTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  /** The last page: no test has come so far when it is cut. */
  private static final int CUT = 4096;

  /** Two while the ring is attached, and fifty up to the look at its length. */
  private static final int BEATS = 52;

  private static final int READER_BEAT = RingLayout.readerOffset(0) + RingLayout.BEAT;
  private static final int WRITER_BEAT = RingLayout.WRITER_OFFSET + RingLayout.BEAT;

  @Test
  void aSinkWritesNothingMore() {
    RawRing ring = fixture.raw();
    ring.reader();
    HookedCodec codec =
        HookedCodec.create()
            .onEncode(
                "a",
                text -> {
                  failReaderOfCutRing(ring);
                  return text.length();
                });
    assertTruncated(sink(codec, List.of("a", "b")));
  }

  @Test
  void aSinkThatFindsNoRoomBelievesNothingMore() {
    RawRing ring = fixture.raw();
    ring.reader();
    String eighth = "-".repeat(8_184);
    String last = "+".repeat(8_184);
    List<String> texts = new ArrayList<>(List.of(eighth, eighth, eighth, eighth, eighth, eighth));
    texts.addAll(List.of(eighth, last));
    HookedCodec codec =
        HookedCodec.create()
            .onBound(
                last,
                text -> {
                  failReaderOfCutRing(ring);
                  return text.length();
                });
    assertTruncated(sink(codec, texts));
  }

  @Test
  void aSourceReadsNothingMore() {
    RawRing ring = fixture.raw();
    ring.write("a");
    HookedCodec codec =
        HookedCodec.create()
            .onDecode(
                "a",
                () -> {
                  cut(ring, READER_BEAT);
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

  private static void failReaderOfCutRing(RawRing ring) {
    cut(ring, WRITER_BEAT);
    ring.reader().fail("some.Exception: late");
  }

  /** Waits until the conductor has noticed. */
  private static void cut(RawRing ring, int beat) {
    try (FileChannel channel =
        FileChannel.open(fixture.file(fixture.name()), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - CUT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until(() -> ring.word(beat) >= BEATS, () -> "no beats");
    CompletableFuture<Done> done = new CompletableFuture<>();
    CulvertExtension.ID
        .get(fixture.system())
        .context()
        .conductor()
        .execute(() -> done.complete(Done.getInstance()));
    StageFixture.result(done);
  }

  private static void assertTruncated(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            RingStorageException.class,
            storage -> assertThat(storage.reason()).isEqualTo(Reason.TRUNCATED));
    fixture.ringStays(fixture.name());
  }
}
