package io.culvert.javadsl;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.fixture.AllocationProbe;
import io.culvert.fixture.StageFixture;
import java.util.concurrent.CompletionStage;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Sink and source allocate nothing for a message, except its element.
 *
 * <p>Some elements circulate: a source reads them from a ring, and a sink writes them into the same
 * ring. No stage ever waits, because a wake-up allocates and the number of wake-ups is random. Sink
 * and source share one thread with nothing else, and the JVM counts the allocations of that thread
 * exactly. Pekko does not leave its interpreter meanwhile.
 */
class AllocationTest {

  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig(
          """
          pekko.stream.materializer.sync-processing-limit = 1000000000
          one-thread { type = PinnedDispatcher, executor = thread-pool-executor }
          """);

  private static final int ELEMENTS = 400_000;
  private static final int ELEMENTS_IN_PARTS = 40_000;
  private static final int ON_THEIR_WAY = 2;

  /** Allowance for the few allocations of the JVM itself, which also occur without any ring. */
  private static final long BYTES_OF_JVM = 2_000;

  /** Boxes of small integers are cached, so they allocate nothing. */
  private static final Long FREE = 1L;

  @Test
  void shouldAllocateNothingForMessage() {
    assertThat(allocated(FREE, ELEMENTS, Codecs.int64(), ring -> sink(ring, Codecs.int64())))
        .isLessThan(BYTES_OF_JVM);
  }

  @Test
  void shouldAllocateNothingForMessageWithToken() {
    assertThat(
            allocated(
                FREE,
                ELEMENTS,
                Codecs.int64(),
                ring ->
                    RingSink.resumable(
                        ring, Codecs.int64(), element -> element, fixture.settings())))
        .isLessThan(BYTES_OF_JVM);
  }

  @Test
  void shouldAllocateNothingForFragmentedMessage() {
    LargeCodec codec = new LargeCodec();
    assertThat(allocated(LargeCodec.ELEMENT, ELEMENTS_IN_PARTS, codec, ring -> sink(ring, codec)))
        .isLessThan(BYTES_OF_JVM);
  }

  /** Proves that the probe detects allocations. */
  @Test
  void shouldCountAllocationOfElement() {
    int length = 64;
    long header = 16;
    assertThat(
            allocated(
                new byte[length], ELEMENTS, Codecs.bytes(), ring -> sink(ring, Codecs.bytes())))
        .isBetween(length * ELEMENTS / 2L, (length + header) * ELEMENTS / 2L + BYTES_OF_JVM);
  }

  private interface Sinks<T> {
    Sink<T, ?> at(String ring);
  }

  private static <T> Sink<T, ?> sink(String ring, Codec<T> codec) {
    return RingSink.create(ring, codec, fixture.settings());
  }

  /** Returns the bytes that the second half of these elements allocated. */
  private static <T> long allocated(T element, int elements, Codec<T> codec, Sinks<T> sinks) {
    CompletionStage<Long> bytes =
        RingSource.create(fixture.name(), codec, fixture.settings())
            .viaMat(new AllocationProbe<>(element, ON_THEIR_WAY, elements), Keep.right())
            .to(sinks.at(fixture.name()))
            .withAttributes(ActorAttributes.dispatcher("one-thread"))
            .run(fixture.materializer());
    return result(bytes);
  }

  /** Encodes one element, large enough to be sent in fragments, and decodes the same object. */
  private static final class LargeCodec implements Codec<String> {

    static final String ELEMENT = "large";
    private static final int LENGTH = StageFixture.CAPACITY / 4 + 1;

    @Override
    public String name() {
      return "large";
    }

    @Override
    public int maxEncodedLength(String element) {
      return LENGTH;
    }

    @Override
    public int encode(String element, MutableDirectBuffer buffer, int offset) {
      return LENGTH;
    }

    @Override
    public String decode(DirectBuffer buffer, int offset, int length) {
      return ELEMENT;
    }
  }
}
