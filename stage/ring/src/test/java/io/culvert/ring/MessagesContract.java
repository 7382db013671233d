package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.ring.RingMessages.offer;
import static io.culvert.ring.RingMessages.offerAll;
import static io.culvert.testing.Messages.assertIsMessage;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract for claim, commit, abort, publish and read. */
interface MessagesContract extends RingContract {

  @Test
  default void shouldDeliverMessagesInTheOrderOffered() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    int sent = 0;
    for (int received = 0; received < 3000; received++) {
      while (sent < 3000 && writer.offer(message(sent, sent % 1000), 0, sent % 1000)) {
        sent++;
      }
      assertReads(reader, received, received % 1000);
      reader.release();
    }
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 1000})
  default void shouldDeliverExactBytesOfAnyLength(int length) {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();

    offer(writer, 1, length);
    offer(writer, 2, 3);

    assertReads(reader, 1, length);
    assertReads(reader, 2, 3);
  }

  @Test
  default void shouldClaimUpToAQuarterOfTheCapacity() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    assertThat(writer.maxClaim()).isEqualTo(ring.capacity() / 4 - 8);

    MutableDirectBuffer claim = writer.claim(writer.maxClaim());
    assertThat(claim.capacity()).isEqualTo(writer.maxClaim());
    claim.putBytes(0, message(1, writer.maxClaim()), 0, writer.maxClaim());
    writer.commit(writer.maxClaim());
    writer.publish();

    assertReads(reader, 1, writer.maxClaim());
  }

  @Test
  default void shouldRejectClaimWhenNegativeOrTooLong() {
    RingWriter writer = newRing().attachWriter();
    int tooLong = writer.maxClaim() + 1;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.claim(tooLong))
        .withMessageContaining("length=" + tooLong)
        .withMessageContaining("0 to " + writer.maxClaim());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.claim(-1))
        .withMessageContaining("length=-1")
        .withMessageContaining("0 to " + writer.maxClaim());

    offer(writer, 1, 10);
  }

  @Test
  default void shouldCommitLessThanTheClaim() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();

    writer.claim(100).putBytes(0, message(1, 3), 0, 3);
    writer.commit(3);
    writer.claim(0);
    writer.commit(0);
    writer.publish();
    offer(writer, 2, 20);

    assertReads(reader, 1, 3);
    assertReads(reader, 2, 0);
    assertReads(reader, 2, 20);
  }

  @Test
  default void shouldKeepClaimOpenWhenCommitIsTooLong() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    writer.claim(8).putBytes(0, message(1, 8), 0, 8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.commit(9))
        .withMessageContaining("length=9");
    assertThatIllegalArgumentException().isThrownBy(() -> writer.commit(-1));

    writer.commit(8);
    writer.publish();
    assertReads(reader, 1, 8);
  }

  @Test
  default void shouldLeaveNothingWhenClaimIsAborted() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long before = writer.position();

    writer.claim(100).putBytes(0, message(1, 100), 0, 100);
    writer.abort();
    writer.abort();
    writer.publish();

    assertThat(writer.position()).isEqualTo(before);
    assertThat(ring.tail()).isEqualTo(before);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    offer(writer, 2, 5);
    assertReads(reader, 2, 5);
  }

  @Test
  default void shouldRefuseCommitWhenNoClaimIsOpen() {
    RingWriter writer = newRing().attachWriter();
    assertThatIllegalStateException().isThrownBy(() -> writer.commit(0));
    writer.claim(8);
    writer.commit(8);
    assertThatIllegalStateException().isThrownBy(() -> writer.commit(8));
  }

  @Test
  default void shouldRefuseOtherWritesWhenAClaimIsOpen() throws InterruptedException {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    UnsafeBuffer other = message(2, 8);
    writer.claim(8).putBytes(0, message(1, 8), 0, 8);

    assertThatIllegalStateException().isThrownBy(() -> writer.claim(8));
    assertThatIllegalStateException().isThrownBy(() -> writer.offer(other, 0, 8));
    assertThatIllegalStateException().isThrownBy(() -> writer.begin(other, 0, 8));

    writer.commit(8);
    writer.publish();
    assertReads(ring.attachReader(), 1, 8);
  }

  @Test
  default void shouldHideClaimUntilPublished() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long before = ring.tail();

    writer.claim(8).putBytes(0, message(1, 8), 0, 8);
    writer.publish();
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    writer.commit(8);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(reader.isReadable()).isFalse();
    assertThat(ring.tail()).isEqualTo(before);

    writer.publish();
    assertThat(reader.isReadable()).isTrue();
    assertReads(reader, 1, 8);
  }

  @Test
  default void shouldPublishBatchByOneStore() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long before = ring.tail();
    for (int i = 0; i < 10; i++) {
      writer.claim(20).putBytes(0, message(i, 20), 0, 20);
      writer.commit(20);
      assertThat(ring.tail()).isEqualTo(before);
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }

    writer.publish();

    assertThat(ring.tail()).isEqualTo(before + 10 * 32);
    for (int i = 0; i < 10; i++) {
      assertReads(reader, i, 20);
    }
  }

  @Test
  default void shouldOfferPartOfABuffer() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    UnsafeBuffer around = new UnsafeBuffer(new byte[50]);
    around.putBytes(17, message(1, 20), 0, 20);

    assertThat(writer.offer(around, 17, 20)).isTrue();

    assertReads(reader, 1, 20);
  }

  @Test
  default void shouldRejectOfferWhenOutOfBounds() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    UnsafeBuffer source = message(1, 20);

    for (int[] range : new int[][] {{1, 20}, {-1, 5}, {0, -1}, {21, 0}, {0, 1 << 20}}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> writer.offer(source, range[0], range[1]));
    }

    offer(writer, 1, 20);
    RingReader reader = ring.attachReader();
    assertReads(reader, 1, 20);
    assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
  }

  @Test
  default void shouldCountBytesOfFramesInPositions() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.tail();

    offer(writer, 1, 9);
    offer(writer, 2, 0);
    assertThat(writer.position()).isEqualTo(first + 32);
    assertThat(writer.backlog()).isEqualTo(32);

    assertReads(reader, 1, 9);
    assertThat(reader.messagePosition()).isEqualTo(first);
    assertThat(reader.position()).isEqualTo(first + 24);
    assertThat(reader.backlog()).isEqualTo(32);
    reader.release();
    assertReads(reader, 2, 0);
    assertThat(reader.messagePosition()).isEqualTo(first + 24);
    assertThat(reader.backlog()).isEqualTo(8);
  }

  @Test
  default void shouldHandMessagesWithPositionsToHandler() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    long first = ring.tail();
    offerAll(writer, 5, 8);
    List<Long> positions = new ArrayList<>();
    MessageHandler handler =
        (message, position) -> {
          assertIsMessage(message, positions.size(), 8);
          positions.add(position);
        };

    assertThat(reader.poll(handler, 0)).isZero();
    assertThat(reader.poll(handler, 3)).isEqualTo(3);
    assertThat(reader.poll(handler, 3)).isEqualTo(2);
    assertThat(reader.poll(handler, 3)).isZero();

    assertThat(positions).containsExactly(first, first + 16, first + 32, first + 48, first + 64);
  }

  @Test
  default void shouldReportFileAndMaximumMessageSize() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();

    assertThat(writer.file()).isEqualTo(reader.file()).isEqualTo(ring.memory().file());
    assertThat(writer.maxMessageSize()).isEqualTo(ring.memory().maxMessageSize());
  }

  @Test
  default void shouldRefuseWritesWhileAClaimOfNoBytesIsOpen() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    UnsafeBuffer message = message(1, 5);
    writer.claim(0);
    long before = ring.checksum();

    assertThatIllegalStateException().isThrownBy(() -> writer.claim(8));
    assertThatIllegalStateException().isThrownBy(() -> writer.offer(message, 0, 5));
    assertThatIllegalStateException().isThrownBy(() -> writer.begin(message, 0, 5));

    assertThat(ring.checksum()).isEqualTo(before);
  }
}
