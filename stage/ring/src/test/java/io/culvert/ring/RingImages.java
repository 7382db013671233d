package io.culvert.ring;

import static io.culvert.ring.RingMessages.offer;
import static io.culvert.ring.RingMessages.offerAll;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import java.util.List;
import java.util.function.Consumer;

/** The contents of rings of the smallest capacity in various states. */
final class RingImages {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;

  private RingImages() {}

  static List<byte[]> all() {
    return List.of(
        image(ring -> {}),
        image(RingImages::allForms),
        image(RingImages::lapped),
        image(RingImages::halfStreamed),
        image(RingImages::withoutBeginning),
        image(RingImages::failed));
  }

  private static byte[] image(Consumer<TestRing> content) {
    try (TestRing ring = TestRing.heap(CAPACITY, 0)) {
      content.accept(ring);
      return ring.content();
    }
  }

  private static void allForms(TestRing ring) {
    RingWriter writer = ring.attachWriter();
    for (int i = 0; i < 20; i++) {
      offer(writer, i, 13 * i);
    }
    offer(writer, 20, 20_000);
    offer(writer, 21, 5);
  }

  /** Messages that wrap around the end of the data area, with a padding there. */
  private static void lapped(TestRing ring) {
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.moveTo(CAPACITY - 4096, writer, reader);
    offerAll(writer, 40, 300);
    reader.close();
  }

  private static void halfStreamed(TestRing ring) {
    RingWriter writer = ring.attachWriter();
    offer(writer, 1, 100);
    writer.begin(message(2, 3 * CAPACITY), 0, 3 * CAPACITY);
    assertThat(writer.advance()).isFalse();
  }

  /** The rest of a message whose reader died in the middle of it. */
  private static void withoutBeginning(TestRing ring) {
    halfStreamed(ring);
    RingReader reader = ring.attachReader();
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    reader.release();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    // The last fragment of the message.
    int span = 4096;
    ring.setTail(ring.head() + span);
    ring.corruptFrame(
        ring.head(), FrameDescriptor.FRAGMENT, FrameDescriptor.END, span - FrameDescriptor.HEADER);
  }

  private static void failed(TestRing ring) {
    allForms(ring);
    ring.attachWriter().fail(EndContract.LONGEST_FAILURE);
  }
}
