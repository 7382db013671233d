package io.culvert.chaos;

import io.culvert.RingSettings;
import io.culvert.peer.WaitStrategy;
import io.culvert.testing.CheckedElements;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.pekko.actor.ActorSystem;

/**
 * The plan of a stream: the same for the campaign, the writers and the readers.
 *
 * @param directory the directory of the ring
 * @param seed the seed of the elements
 * @param delivery how the reader takes the elements
 * @param sizes how large the elements are
 * @param waiting how both sides wait
 */
record StreamPlan(Path directory, long seed, Delivery delivery, Sizes sizes, WaitStrategy waiting) {

  static final String RING = "chaos";

  /**
   * The number of elements that may be received again after the death of a reader. A plain source
   * releases in batches of at most this size, and an element is journalled before downstream
   * requests the next one. A committable source is configured to the same limit.
   */
  static final int WINDOW = 64;

  private static final int CAPACITY = 64 * 1024;
  private static final int MAX_MESSAGE_SIZE = 512 * 1024;

  /** How the reader takes the elements. */
  enum Delivery {
    /** {@code RingSource.create}: journalled before downstream requests the next element. */
    PLAIN,
    /**
     * {@code RingSource.committable}: journalled after an asynchronous boundary, then committed.
     */
    COMMITTABLE
  }

  /** How large the elements are. */
  enum Sizes {
    /** Some elements are larger than a quarter of the ring, a few take most of it. */
    FITTING(57_000),
    /**
     * A few elements are larger than the ring. Such an element is lost if the reader dies in the
     * middle of it, so only writers are killed.
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
        random.nextBoolean() ? WaitStrategy.ADAPTIVE : WaitStrategy.PARK);
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
        WaitStrategy.valueOf(arguments.get(4)));
  }

  @Override
  public String toString() {
    return delivery + " " + sizes + " " + waiting;
  }
}
