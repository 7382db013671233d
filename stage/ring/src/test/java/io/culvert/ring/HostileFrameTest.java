package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.IncompleteMessageException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests frames that no writer stores: the reader reports them and consumes nothing. */
class HostileFrameTest {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;

  private final TestRing ring = TestRing.heap(CAPACITY, 0);
  private final RingWriter writer = ring.attachWriter();
  private final RingReader reader = ring.attachReader();

  @BeforeEach
  void writeValidMessage() {
    offer(writer, 1, 5);
  }

  @AfterEach
  void close() {
    ring.close();
  }

  /** Publishes a message of 16 bytes with this header; returns its position. */
  private long publishCorruptFrame(int type, int flags, int length) {
    long at = publishMessage();
    ring.corruptFrame(at, type, flags, length);
    return at;
  }

  /** Publishes a message of 16 bytes; returns its position. */
  private long publishMessage() {
    long at = writer.position();
    offer(writer, 2, 16);
    return at;
  }

  private int payloadOffset(long position) {
    return ring.frameOffset(position) + FrameDescriptor.HEADER;
  }

  private void assertCorrupt(long position, String field, long value) {
    long head = ring.head();
    long before = reader.position();
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(CorruptRingException.class)
          .isThrownBy(reader::read)
          .withMessageContaining("field=" + field)
          .withMessageContaining("found=" + value)
          .withMessageContaining("wanted=")
          .withMessageContaining("position=" + position)
          .withMessageContaining("file=heap")
          .satisfies(
              e -> {
                assertThat(e.field()).isEqualTo(field);
                assertThat(e.value()).isEqualTo(value);
                assertThat(e.position()).isEqualTo(position);
              });
    }
    assertThat(reader.position()).isEqualTo(before);
    assertThat(ring.head()).isEqualTo(head);
  }

  private void assertWriterRefusesToo(String field) {
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(ring::attachWriter)
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -8, -1, 17, 24, 1 << 20, Integer.MAX_VALUE})
  void shouldRejectLengthWhenNegativeOrPastTheTail(int length) {
    long at = publishCorruptFrame(FrameDescriptor.DATA, 0, length);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "frame length", length);
    assertWriterRefusesToo("frame length");
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        FrameDescriptor.DATA,
        FrameDescriptor.PADDING,
        FrameDescriptor.FRAGMENT,
        FrameDescriptor.COMPLETED,
        FrameDescriptor.FAILED
      })
  void shouldRejectFrameWhenPastTheEndOfTheDataArea(int type) {
    assertReads(reader, 1, 5);
    reader.release();
    ring.moveTo(CAPACITY - 64, writer, reader);
    long at = writer.position();
    offer(writer, 2, 56);
    offer(writer, 3, 1000);
    ring.corruptFrame(at, type, FrameDescriptor.BEGIN, 57);

    assertCorrupt(at, "frame length", 57);
    assertWriterRefusesToo("frame length");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, 7, 255, 256, 0x7FFF, 0xFFFF})
  void shouldRejectFrameWhenTypeIsUnknown(int type) {
    long at = publishCorruptFrame(type, 0, 16);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "frame type", type);
    assertWriterRefusesToo("frame type");
  }

  @Test
  void shouldRejectHeaderWhenAllBitsAreZero() {
    long at = publishMessage();
    ring.corruptFrame(at, 0, 0, 0);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "frame type", 0);
  }

  @Test
  void shouldRejectHeaderWhenAllBitsAreOne() {
    long at = publishMessage();
    ring.corruptFrame(at, -1, -1, -1);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "frame length", -1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8, 15, 16})
  void shouldRejectPaddingWhenItEndsBeforeTheDataArea(int length) {
    long at = publishCorruptFrame(FrameDescriptor.PADDING, 0, length);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "padding length", length);
    assertWriterRefusesToo("padding length");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void shouldRejectFirstFragmentWhenTooShortForItsLength(int length) {
    long at = publishCorruptFrame(FrameDescriptor.FRAGMENT, FrameDescriptor.BEGIN, length);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "fragment length", length);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1L << 31, Long.MAX_VALUE})
  void shouldRejectMessageWhenTotalLengthIsInvalid(long total) {
    long at = publishFirstFragment(total);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "message length", total);
  }

  @Test
  void shouldRejectTooLargeMessageBeforeAllocation() {
    publishFirstFragment(Integer.MAX_VALUE);

    assertReads(reader, 1, 5);
    assertThatExceptionOfType(MessageTooLargeException.class)
        .isThrownBy(reader::read)
        .withMessageContaining("length=" + Integer.MAX_VALUE)
        .withMessageContaining("file=heap");
  }

  /** Publishes a first fragment of 8 bytes, of a message that claims to have this length. */
  private long publishFirstFragment(long total) {
    long at = publishCorruptFrame(FrameDescriptor.FRAGMENT, FrameDescriptor.BEGIN, 16);
    ring.buffer().putLong(payloadOffset(at), total);
    return at;
  }

  @Test
  void shouldRejectFirstFragmentWhenLongerThanMessage() {
    long at = publishFirstFragment(7);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "fragment length", 8);
  }

  @Test
  void shouldRejectLaterFragmentWhenLongerThanRest() {
    publishFirstFragment(10);
    long at = writer.position();
    offer(writer, 3, 3);
    ring.corruptFrame(at, FrameDescriptor.FRAGMENT, 0, 3);

    assertReads(reader, 1, 5);
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(reader::read)
        .satisfies(e -> assertThat(e.position()).isEqualTo(at))
        .satisfies(e -> assertThat(e.value()).isEqualTo(3));
    assertCorrupt(at, "fragment length", 3);
  }

  @Test
  void shouldRejectLastFragmentWhenShorterThanRest() {
    publishFirstFragment(10);
    long at = writer.position();
    offer(writer, 3, 1);
    ring.corruptFrame(at, FrameDescriptor.FRAGMENT, FrameDescriptor.END, 1);

    assertReads(reader, 1, 5);
    assertThatExceptionOfType(CorruptRingException.class).isThrownBy(reader::read);
    assertCorrupt(at, "fragment length", 1);
  }

  @Test
  void shouldNotJoinFragmentsAcrossAnotherMessage() {
    publishFirstFragment(16);
    offer(writer, 3, 20);
    long rest = publishFragment(FrameDescriptor.END);

    assertReads(reader, 1, 5);
    assertReads(reader, 3, 20);
    assertIncomplete(rest);
  }

  @Test
  void shouldReportPositionWhenFragmentHasNoBeginning() {
    publishFragment(0);
    offer(writer, 3, 20);
    long second = publishFragment(FrameDescriptor.END);
    publishFragment(0);
    offer(writer, 4, writer.maxClaim() + 1);
    long fourth = publishFragment(FrameDescriptor.END);

    assertReads(reader, 1, 5);
    assertReads(reader, 3, 20);
    assertIncomplete(second);
    assertReads(reader, 4, writer.maxClaim() + 1);
    assertIncomplete(fourth);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  /** Publishes a later fragment of 8 bytes of a message. */
  private long publishFragment(int flags) {
    long at = writer.position();
    offer(writer, 2, 8);
    ring.corruptFrame(at, FrameDescriptor.FRAGMENT, flags, 8);
    return at;
  }

  private void assertIncomplete(long position) {
    assertThatExceptionOfType(IncompleteMessageException.class)
        .isThrownBy(reader::read)
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5})
  void shouldRejectFailureWhenTooShortForItsTexts(int length) {
    long at = publishMessage();
    ring.buffer().putLong(payloadOffset(at), 0);
    ring.corruptFrame(at, FrameDescriptor.FAILED, 0, length);
    // A valid frame must follow the shorter frame.
    ring.corruptFrame(
        at + FrameDescriptor.span(length),
        FrameDescriptor.DATA,
        0,
        16 - (int) FrameDescriptor.span(length));

    assertReads(reader, 1, 5);
    assertCorrupt(at, "failure length", length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void shouldRejectFailureWhenTextRunsPastItsEnd(int textOffset) {
    long at = publishMessage();
    int payload = payloadOffset(at);
    ring.buffer().putLong(payload, 0);
    ring.buffer().putLong(payload + 8, 0);
    ring.buffer().putShort(payload + textOffset, (short) (16 - textOffset - 1));
    ring.corruptFrame(at, FrameDescriptor.FAILED, 0, 16);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "failure length", 16);
  }

  @Test
  void shouldRejectFailureWhenTextLengthIsNegative() {
    long at = publishMessage();
    int payload = payloadOffset(at);
    ring.buffer().putLong(payload, 0);
    ring.buffer().putLong(payload + 8, 0);
    ring.buffer().putShort(payload, (short) -1);
    ring.corruptFrame(at, FrameDescriptor.FAILED, 0, 16);

    assertReads(reader, 1, 5);
    assertCorrupt(at, "failure length", 16);
  }

  @Test
  void shouldDeliverMessagesBeforeACorruptFrame() {
    int sent = 0;
    while (writer.offer(message(sent, 100), 0, 100)) {
      sent++;
    }
    long at = 16 + 50 * 112;
    ring.corruptFrame(at, 77, 0, 100);

    assertReads(reader, 1, 5);
    for (int i = 0; i < 50; i++) {
      assertReads(reader, i, 100);
    }
    assertCorrupt(at, "frame type", 77);
  }

  @ParameterizedTest
  @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // a loop would not see an interrupt
  @ValueSource(ints = {Integer.MIN_VALUE, -8, 48, Integer.MAX_VALUE})
  void shouldRejectReleaseWhenLengthHasChangedSinceRead(int length) {
    long at = publishMessage();
    offer(writer, 3, 16);
    assertReads(reader, 1, 5);
    assertReads(reader, 2, 16);
    long end = reader.position();
    assertReads(reader, 3, 16);
    ring.corruptFrame(at, FrameDescriptor.DATA, 0, length);

    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(() -> reader.release(end))
        .satisfies(e -> assertThat(e.position()).isEqualTo(at));
    reader.storeReleased();
    assertThat(ring.head()).isZero();
  }

  @Test
  void shouldReadMessageWhenFirstFragmentHoldsOnlyItsLength() {
    long first = publishFragment(FrameDescriptor.BEGIN);
    ring.buffer().putLong(payloadOffset(first), 1);
    long last = writer.position();
    offer(writer, 3, 1);
    ring.corruptFrame(last, FrameDescriptor.FRAGMENT, FrameDescriptor.END, 1);

    assertReads(reader, 1, 5);
    assertReads(reader, 3, 1);
    assertThat(reader.messagePosition()).isEqualTo(first);
  }

  @Test
  void shouldNameTheLengthsThatAFrameCanHave() {
    publishCorruptFrame(FrameDescriptor.DATA, 0, 17);
    assertReads(reader, 1, 5);

    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(reader::read)
        .withMessageContaining("wanted=0 to 16,");
  }

  @Test
  void shouldNameTheLengthsThatTheLastFrameOfALapCanHave() {
    assertReads(reader, 1, 5);
    reader.release();
    ring.moveTo(CAPACITY - 64, writer, reader);
    long at = writer.position();
    offer(writer, 2, 56);
    offer(writer, 3, 1000);
    ring.corruptFrame(at, FrameDescriptor.DATA, 0, 57);

    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(reader::read)
        .withMessageContaining("wanted=0 to 56,");
  }

  @Test
  void shouldNameTheLengthThatThePaddingMustHave() {
    assertReads(reader, 1, 5);
    reader.release();
    ring.moveTo(CAPACITY - 64, writer, reader);
    publishCorruptFrame(FrameDescriptor.PADDING, 0, 16);

    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(reader::read)
        .withMessageContaining("wanted=56,");
  }

  @Test
  void shouldNameTheLengthsThatAFragmentCanHave() {
    publishFirstFragment(10);
    long at = writer.position();
    offer(writer, 3, 3);
    ring.corruptFrame(at, FrameDescriptor.FRAGMENT, 0, 3);
    assertReads(reader, 1, 5);
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(reader::read)
        .withMessageContaining("wanted=at most 2,");

    ring.corruptFrame(at, FrameDescriptor.FRAGMENT, FrameDescriptor.END, 3);
    assertThatExceptionOfType(CorruptRingException.class)
        .isThrownBy(reader::read)
        .withMessageContaining("wanted=2,");
  }
}
