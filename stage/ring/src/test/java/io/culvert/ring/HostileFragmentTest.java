package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.IncompleteMessageException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.ring.layout.FrameDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests fragments that no writer stores: the reader reports them and consumes nothing. */
class HostileFragmentTest extends HostileFrameFixture {

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
