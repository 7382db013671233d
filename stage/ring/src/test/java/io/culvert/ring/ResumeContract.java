package io.culvert.ring;

import static io.culvert.ring.RingMessages.assertReads;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.culvert.exceptions.FencedException;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Contract for resume tokens. Predecessors are never closed here: they stand for dead writers. */
interface ResumeContract extends RingContract {

  private static void offer(RingWriter writer, int length, long token) {
    assertThat(writer.offer(message(1, length), 0, length, token)).as("room").isTrue();
  }

  private static void commit(RingWriter writer) {
    assertThat(writer.claim(8)).as("room").isNotNull();
    writer.commit(8);
  }

  private static OptionalLong found(TestRing ring) {
    return ring.attachWriter().resumePoint().token();
  }

  private static int streamed(TestRing ring) {
    return 2 * ring.capacity() + 5;
  }

  @Test
  default void shouldFindNoTokenInNewRing() {
    TestRing ring = newRing();

    ResumePoint first = ring.attachWriter().resumePoint();
    ResumePoint second = ring.attachWriter().resumePoint();

    assertThat(first.token()).isEmpty();
    assertThat(first.position()).isEqualTo(ring.tail());
    assertThat(first.ringId()).isEqualTo(ring.memory().ringId());
    assertThat(second).isEqualTo(first);
  }

  @Test
  default void shouldFindTokenOfTheLastMessage() {
    TestRing ring = newRing();
    for (long token : new long[] {5, 0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 6, 6}) {
      RingWriter writer = ring.attachWriter();
      offer(writer, 5, token);

      ResumePoint found = ring.attachWriter().resumePoint();

      assertThat(found.token()).hasValue(token);
      assertThat(found.position()).isEqualTo(ring.tail());
    }
  }

  @Test
  default void shouldFindTheLastOfManyTokens() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    for (int i = 0; i < 100; i++) {
      offer(writer, i, 1000 + i);
    }

    assertThat(found(ring)).hasValue(1099);
  }

  @Test
  default void shouldKeepTokenWhenLaterMessagesHaveNone() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    offer(writer, 5, 77);
    RingMessages.offer(writer, 2, 5);
    RingMessages.offer(writer, 3, writer.maxClaim() + 1);

    assertThat(found(ring)).hasValue(77);
    RingMessages.offer(ring.attachWriter(), 4, 5);
    assertThat(found(ring)).hasValue(77);
  }

  @Test
  default void shouldStoreTokenWhenMessageIsPublished() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    commit(writer);
    writer.putToken(7);
    long before = ring.checksum();
    commit(writer);
    writer.putToken(8);
    writer.putToken(9);
    commit(writer);
    writer.publish();
    assertThat(ring.checksum()).isNotEqualTo(before);

    assertThat(found(ring)).hasValue(9);
  }

  @Test
  default void shouldNotFindTokenOfUnpublishedMessage() {
    TestRing ring = newRing();
    RingWriter dead = ring.attachWriter();
    offer(dead, 5, 6);
    commit(dead);
    dead.putToken(7);

    assertThat(found(ring)).hasValue(6);
  }

  @Test
  default void shouldKeepTokenPositionWhenAbortedClaimPadded() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    RingReader reader = ring.attachReader();
    ring.moveTo(ring.capacity() - 64, writer, reader);
    assertThat(writer.claim(100)).isNotNull();
    writer.abort();
    assertRefused(ring, writer);
    writer.publish();
    ring.moveTo(ring.capacity() - 64, writer, reader);
    commit(writer);
    long end = writer.position();
    assertThat(writer.claim(100)).isNotNull();
    writer.abort();
    assertThat(writer.position()).isGreaterThan(end);
    writer.putToken(7);
    writer.publish();

    assertThat(found(ring)).hasValue(7);
    assertThat(LongStream.of(0, 1).map(slot -> ring.memory().resumePositionAcquire((int) slot)))
        .contains(end);
  }

  @Test
  default void shouldNotFindTokenWhenOfferFoundNoRoom() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    offer(writer, 5, 6);
    ring.fill(writer);

    assertThat(writer.offer(message(1, 5), 0, 5, 7)).isFalse();
    writer.publish();

    assertThat(found(ring)).hasValue(6);
  }

  @Test
  default void shouldStoreTokenWhenClaimPublishesItsMessage() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    commit(writer);
    writer.putToken(7);
    while (writer.claim(writer.maxClaim()) != null) {
      writer.commit(writer.maxClaim());
    }

    assertThat(writer.published()).isEqualTo(writer.position()).isEqualTo(ring.tail());
    assertThat(found(ring)).hasValue(7);
  }

  @Test
  default void shouldStoreTokenOfFragmentedMessage() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    offer(writer, writer.maxClaim() + 1, 6);
    assertThat(found(ring)).hasValue(6);

    RingWriter second = ring.attachWriter();
    for (int length : new int[] {0, 5, second.maxClaim() + 1}) {
      second.begin(message(2, length), 0, length);
      second.putToken(length);
      assertThat(second.advance()).isTrue();
      assertThat(found(ring)).hasValue(length);
      second = ring.attachWriter();
    }
  }

  @Test
  default void shouldKeepOldTokenUntilStreamedMessageIsPublished() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter dead = ring.attachWriter();
    offer(dead, 5, 6);
    assertReads(reader, 1, 5);
    reader.release();
    int length = streamed(ring);
    dead.begin(message(2, length), 0, length);
    dead.putToken(7);
    for (int i = 0; i < 2; i++) {
      assertThat(dead.advance()).isFalse();
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }

    RingWriter writer = ring.attachWriter();
    assertThat(writer.resumePoint().token()).hasValue(6);
    writer.begin(message(3, length), 0, length);
    boolean done = writer.advance();
    writer.putToken(8);
    while (!done) {
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
      done = writer.advance();
    }

    assertThat(found(ring)).hasValue(8);
    assertReads(reader, 3, length);
  }

  @Test
  default void shouldDropTokenWhenItsMessageIsAborted() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    writer.begin(message(1, 5), 0, 5);
    writer.putToken(7);
    writer.abort();
    writer.begin(message(2, 5), 0, 5);
    assertThat(writer.advance()).isTrue();

    assertThat(found(ring)).isEmpty();
  }

  @Test
  default void shouldStoreLastTokenAndRefuseMoreWhenStreamEnds() {
    TestRing ring = newRing();
    RingReader reader = ring.attachReader();
    RingWriter writer = ring.attachWriter();
    commit(writer);
    writer.putToken(7);
    writer.complete();
    assertThatIllegalStateException().isThrownBy(() -> writer.putToken(8));
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();

    assertThat(found(ring)).hasValue(7);
  }

  @Test
  default void shouldRefuseTokenWhenThereIsNoMessage() {
    TestRing ring = newRing();
    RingWriter writer = ring.attachWriter();
    assertRefused(ring, writer);
    commit(writer);
    assertThat(writer.claim(0)).isNotNull();
    assertRefused(ring, writer);
    writer.commit(0);
    writer.publish();
    assertRefused(ring, writer);
    writer.begin(message(1, 5), 0, 5);
    assertThat(writer.advance()).isTrue();
    assertRefused(ring, writer);

    assertThat(found(ring)).isEmpty();
  }

  private static void assertRefused(TestRing ring, RingWriter writer) {
    assertThatIllegalStateException()
        .isThrownBy(() -> writer.putToken(7))
        .withMessageContaining("no message for a token")
        .withMessageContaining("file=" + ring.memory().file());
  }

  @Test
  default void shouldStoreNoTokenWhenWriterIsFenced() {
    TestRing ring = newRing();
    RingWriter fenced = ring.attachWriter();
    commit(fenced);
    fenced.putToken(7);
    RingWriter successor = ring.attachWriter();
    offer(successor, 5, 8);
    long before = ring.checksum();

    assertThatExceptionOfType(FencedException.class).isThrownBy(fenced::publish);

    assertThat(ring.checksum()).isEqualTo(before);
    assertThat(found(ring)).hasValue(8);
  }

  @Test
  default void shouldKeepResumePointFoundAtAttach() {
    TestRing ring = newRing();
    offer(ring.attachWriter(), 5, 7);
    RingWriter writer = ring.attachWriter();
    ResumePoint before = writer.resumePoint();
    offer(writer, 5, 8);

    assertThat(writer.resumePoint()).isEqualTo(before);
    assertThat(before.token()).hasValue(7);
    assertThat(before.position()).isLessThan(writer.published());
  }
}
