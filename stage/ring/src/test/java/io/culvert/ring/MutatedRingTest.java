package io.culvert.ring;

import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.CulvertException;
import io.culvert.exceptions.FencedException;
import io.culvert.exceptions.IncompleteMessageException;
import io.culvert.exceptions.MessageTooLargeException;
import io.culvert.exceptions.StreamEndedException;
import io.culvert.ring.layout.FrameDescriptor;
import io.culvert.ring.layout.RingDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damages rings at random while a writer and a reader use them. Both sides must continue, or fail
 * with a {@code CulvertException}. They must not throw anything else, loop forever, or access
 * memory outside the ring.
 */
class MutatedRingTest {

  private static final int ROUNDS = 20_000;
  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;

  private final Map<Class<?>, Integer> outcomes = new HashMap<>();
  private long messages;

  @Test
  @Timeout(value = 100, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void shouldReadDamagedRingOrThrowCulvertException() {
    Seed seed = Seed.of(getClass());
    List<byte[]> images = RingImages.all();
    try (TestRing ring = TestRing.heap(CAPACITY, 0)) {
      for (int round = 0; round < ROUNDS; round++) {
        ring.buffer().putBytes(0, images.get(round % images.size()));
        try {
          damageAndUse(ring, seed.random(round));
        } catch (RuntimeException | Error e) {
          throw new AssertionError(seed + ", round " + round, e);
        }
      }
    }
    assertThat(messages).isGreaterThan(ROUNDS);
    assertThat(outcomes)
        .containsKeys(
            CorruptRingException.class,
            FencedException.class,
            IncompleteMessageException.class,
            MessageTooLargeException.class,
            StreamEndedException.class);
  }

  private void damageAndUse(TestRing ring, Random random) {
    Mutator mutator = new Mutator(ring, CAPACITY);
    if (random.nextInt(4) > 0) {
      mutate(mutator, random);
    }
    boolean writerFirst = random.nextBoolean();
    if (writerFirst) {
      attempt(() -> write(ring, mutator, random));
    }
    attempt(() -> read(ring, mutator, random));
    if (!writerFirst) {
      attempt(() -> write(ring, mutator, random));
    }
  }

  private static void mutate(Mutator mutator, Random random) {
    for (int i = random.nextInt(4); i >= 0; i--) {
      mutator.mutate(random);
    }
  }

  private void attempt(Runnable use) {
    try {
      use.run();
    } catch (CulvertException e) {
      assertThat(e).hasMessageContaining("file=heap");
      outcomes.merge(e.getClass(), 1, Integer::sum);
    }
  }

  private void read(TestRing ring, Mutator mutator, Random random) {
    try (RingReader reader = RingReader.attach(ring.withMaxMessageSize(CAPACITY))) {
      for (int i = random.nextInt(4); i > 0 && reader.read() == ReadResult.MESSAGE; i--) {
        take(ring, reader);
      }
      if (random.nextBoolean()) {
        mutate(mutator, random);
      }
      int left = CAPACITY / FrameDescriptor.HEADER;
      while (readPastLoss(reader) == ReadResult.MESSAGE) {
        take(ring, reader);
        assertThat(left--).as("messages in a ring").isPositive();
      }
      if (random.nextBoolean()) {
        reader.fail("no");
      } else {
        reader.complete();
      }
    }
  }

  /** Continues after an element that was lost, as the next stream would. */
  private ReadResult readPastLoss(RingReader reader) {
    try {
      return reader.read();
    } catch (IncompleteMessageException e) {
      outcomes.merge(e.getClass(), 1, Integer::sum);
      return reader.read();
    }
  }

  private void take(TestRing ring, RingReader reader) {
    messages++;
    ring.assertHolds(reader.payload());
    reader.release();
  }

  private static void write(TestRing ring, Mutator mutator, Random random) {
    try (RingWriter writer = RingWriter.attach(ring.memory())) {
      writer.offer(message(1, 50), 0, 50);
      if (random.nextBoolean()) {
        mutate(mutator, random);
      }
      int length = random.nextInt(LargeMessagesContract.longestWhole(CAPACITY));
      writer.offer(message(2, length), 0, length, random.nextLong());
      writer.begin(message(3, 2 * CAPACITY), 0, 2 * CAPACITY);
      if (!writer.advance()) {
        writer.abort();
      }
      for (int i = 0; i < 200 && writer.claim(random.nextInt(writer.maxClaim())) != null; i++) {
        writer.commit(0);
      }
      assertThat(writer.resumePoint().token()).isNotNull();
      writer.readerState();
      assertThat(writer.readerReason())
          .hasSizeLessThanOrEqualTo(RingDescriptor.READER_REASON_LIMIT);
      if (random.nextBoolean()) {
        writer.complete();
      } else {
        writer.fail(EndContract.LONGEST_FAILURE);
      }
    }
  }
}
