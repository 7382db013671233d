package io.culvert.chaos;

import io.culvert.RingSettings;
import io.culvert.WaitMode;
import io.culvert.testing.CheckedElements;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pekko.actor.ActorSystem;

/**
 * What a stream is like. Referee, writers and readers of one stream have the same plan.
 *
 * @param directory of the ring
 * @param seed of the elements
 * @param delivery how the reader takes them
 * @param sizes how large they are
 * @param waiting how both sides wait
 */
record StreamPlan(Path directory, long seed, Delivery delivery, Sizes sizes, WaitMode waiting) {

  static final String RING = "chaos";

  /**
   * So many elements may come again after the death of a reader. A plain source releases in batches
   * of at most 64, and they are journalled before downstream asks for the next one. A committable
   * source is told the same.
   */
  static final int WINDOW = 64;

  private static final int CAPACITY = 64 * 1024;
  private static final int MAX_MESSAGE_SIZE = 512 * 1024;

  /** How the reader takes the elements. */
  enum Delivery {
    /** {@code RingSource.create}: journalled before downstream asks for the next one. */
    PLAIN,
    /**
     * {@code RingSource.committable}: journalled behind an asynchronous boundary, then committed.
     */
    COMMITTABLE
  }

  /** How large the elements are. */
  enum Sizes {
    /** Some are larger than a quarter of the ring, a few take most of it. */
    FITTING(57_000),
    /**
     * A few are larger than the ring. Those do not survive the death of a reader in the middle of
     * them, so only writers are killed.
     */
    OVERSIZED(300_000);

    private final int largest;

    Sizes(int largest) {
      this.largest = largest;
    }

    private int length(long number, SplittableRandom random) {
      if (number % 1_000 == 999) {
        return random.nextInt(largest);
      }
      if (number % 200 == 199) {
        return random.nextInt(CAPACITY / 2);
      }
      return random.nextInt(number % 50 == 49 ? 3_000 : 100);
    }
  }

  static StreamPlan random(SplittableRandom random, Path directory) {
    return new StreamPlan(
        directory,
        random.nextLong(),
        random.nextBoolean() ? Delivery.PLAIN : Delivery.COMMITTABLE,
        random.nextInt(5) == 0 ? Sizes.OVERSIZED : Sizes.FITTING,
        random.nextBoolean() ? WaitMode.ADAPTIVE : WaitMode.PARK);
  }

  CheckedElements elements() {
    return new CheckedElements(seed, sizes::length);
  }

  RingSettings settings(ActorSystem system) {
    return RingSettings.create(system)
        .withDirectory(directory)
        .withCapacity(CAPACITY)
        .withMaxMessageSize(MAX_MESSAGE_SIZE)
        .withMaxUncommitted(WINDOW)
        .withWaiting(waiting)
        .withPeerTimeout(RingSettings.FOREVER);
  }

  List<String> toArguments() {
    return List.of(
        directory.toString(), Long.toString(seed), delivery.name(), sizes.name(), waiting.name());
  }

  static StreamPlan ofArguments(List<String> arguments) {
    return new StreamPlan(
        Path.of(arguments.get(0)),
        Long.parseLong(arguments.get(1)),
        Delivery.valueOf(arguments.get(2)),
        Sizes.valueOf(arguments.get(3)),
        WaitMode.valueOf(arguments.get(4)));
  }

  @Override
  public String toString() {
    return delivery + " " + sizes + " " + waiting;
  }
}
