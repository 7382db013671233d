package io.culvert.ring;

import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.CulvertException;
import io.culvert.ring.layout.RingDescriptor;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A third thread changes lengths, positions and states while both sides work. A word may change
 * after it was checked, so the code must load each word only once.
 */
class RacingRingTest {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;
  private static final long NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long ENOUGH = 100;

  /** The third thread changes frames before this index, so that it often hits one in use. */
  private static final int MUTATED_LENGTH = 2048;

  private static final int MUTATIONS_BEFORE_REPAIR = 8;

  /** The time for both sides to attach again before the next mutation. */
  private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong corruptions = new AtomicLong();
  private final AtomicLong offers = new AtomicLong();

  @Test
  void shouldSurviveWordsThatChangeBetweenCheckAndUse() throws Exception {
    Seed seed = Seed.of(getClass());
    try (TestRing ring = TestRing.heap(CAPACITY, 0)) {
      byte[] good = new byte[RingDescriptor.DATA_OFFSET];
      ring.buffer().getBytes(0, good);
      Background reading = Background.run(() -> repeat(() -> read(ring)));
      Background writing = Background.run(() -> repeat(() -> write(ring)));
      try {
        mutate(ring, good, seed.random(0), reading, writing);
      } finally {
        stop.set(true);
        reading.join();
        writing.join();
      }
    }
    assertThat(messages).hasValueGreaterThan(ENOUGH);
    assertThat(offers).hasValueGreaterThan(ENOUGH);
    assertThat(corruptions).hasValueGreaterThan(ENOUGH);
  }

  /** A word that was checked before a role is taken must be checked again, or not loaded again. */
  @ParameterizedTest
  @ValueSource(ints = {RingDescriptor.TAIL_OFFSET, RingDescriptor.READER_TABLE_OFFSET})
  void shouldSurvivePositionsThatChangeDuringAttach(int word) throws Exception {
    try (TestRing ring = TestRing.heap(CAPACITY, CAPACITY)) {
      Background changing =
          Background.run(
              () -> {
                while (!stop.get()) {
                  ring.buffer().putLongVolatile(word, CAPACITY - 3);
                  ring.buffer().putLongVolatile(word, CAPACITY);
                }
              });
      long begin = System.nanoTime();
      try {
        while (continues(begin, corruptions)) {
          attempt(() -> read(ring));
          attempt(() -> write(ring));
        }
      } finally {
        stop.set(true);
        changing.join();
      }
    }
    assertThat(corruptions).hasValueGreaterThan(ENOUGH);
  }

  private void mutate(
      TestRing ring, byte[] good, Random random, Background reading, Background writing) {
    Mutator mutator = new Mutator(ring, MUTATED_LENGTH);
    long begin = System.nanoTime();
    boolean failed = false;
    for (int i = 0; !failed && continues(begin, messages, offers, corruptions); i++) {
      failed = reading.isDone() || writing.isDone();
      if (i % MUTATIONS_BEFORE_REPAIR == 0) {
        ring.buffer().putBytes(0, good);
        rest();
      }
      mutator.mutate(random);
      Thread.yield();
    }
  }

  /** Returns true for a fixed time, and on a busy machine until the counts are high enough. */
  private static boolean continues(long begin, AtomicLong... counts) {
    long elapsed = System.nanoTime() - begin;
    boolean enough = Arrays.stream(counts).allMatch(count -> count.get() > ENOUGH);
    return elapsed < NANOS || (!enough && elapsed < LIMIT_NANOS);
  }

  private static void rest() {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < REST_NANOS) {
      Thread.yield();
    }
  }

  private void repeat(Runnable use) {
    while (!stop.get()) {
      attempt(use);
    }
  }

  private void attempt(Runnable use) {
    try {
      use.run();
    } catch (CulvertException e) {
      assertThat(e).hasMessageContaining("file=heap");
      if (e instanceof CorruptRingException) {
        corruptions.incrementAndGet();
      }
    }
  }

  private void read(TestRing ring) {
    try (RingReader reader = RingReader.attach(ring.memory())) {
      for (int i = 0; i < 100; i++) {
        reader.poll(this::touch, 10);
      }
    }
  }

  private void touch(DirectBuffer message, long position) {
    int sum = 0;
    for (int i = 0; i < message.capacity(); i++) {
      sum += message.getByte(i);
    }
    assertThat(position + sum).isNotEqualTo(Long.MIN_VALUE);
    messages.incrementAndGet();
  }

  private void write(TestRing ring) {
    try (RingWriter writer = RingWriter.attach(ring.memory())) {
      for (int i = 0; i < 100; i++) {
        if (writer.offer(message(i, i), 0, i)) {
          offers.incrementAndGet();
        }
        writer.readerState();
        writer.readerReason();
      }
      writer.offer(message(1, 20_000), 0, 20_000);
      if (System.nanoTime() % 4 == 0) {
        writer.fail(EndContract.LONGEST_FAILURE);
      }
    }
  }
}
