package io.culvert.peer;

import io.culvert.conductor.Conductor;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.layout.RingDescriptor;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Two sides that hand work to each other repeatedly, each asleep until its peer wakes it. No
 * conductor polls, so a lost wake-up stays lost.
 */
final class PingPong {

  private static final String THERE = "there";
  private static final String BACK = "back";

  /** The length of a message of which three fill a ring. */
  private static final int LARGE = RingDescriptor.MIN_CAPACITY / 4 - 64;

  private static final long LAST = -1;

  private static final int MAX_SPINS = 4_000;

  private PingPong() {}

  /** Creates a conductor that never polls its tasks by itself. */
  static Conductor conductor(String name) {
    return new Conductor(
        name,
        Thread::new,
        error -> {
          throw new AssertionError(error);
        },
        Long.MAX_VALUE);
  }

  /** Sends numbers and waits for each to come back. */
  static TestSide[] ping(
      PeerContext context,
      RingDirectory directory,
      PeerLink.WaitPolicy waitPolicy,
      int rounds,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    try (TestSide there = TestSide.attach(context, directory, THERE, Role.WRITER, waitPolicy);
        TestSide back = TestSide.attach(context, directory, BACK, Role.READER, waitPolicy)) {
      there.awaitReachable();
      back.awaitReachable();
      for (int round = 0; round < rounds; round++) {
        message.putLong(0, round);
        there.send(message, Long.BYTES);
        spin(random);
        expect(round, back);
      }
      return new TestSide[] {there, back};
    }
  }

  /**
   * Sends numbers and waits for each to come back. It begins before the two are connected, goes on
   * for some rounds after it, and marks the last number.
   */
  static TestSide[] pingUntilConnected(
      PeerContext context,
      RingDirectory directory,
      PeerLink.WaitPolicy waitPolicy,
      int rounds,
      long seed) {
    UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    try (TestSide there = TestSide.attach(context, directory, THERE, Role.WRITER, waitPolicy);
        TestSide back = TestSide.attach(context, directory, BACK, Role.READER, waitPolicy)) {
      int left = rounds;
      for (long round = 0; left > 0; round++) {
        if (there.link().isReachable() && back.link().isReachable()) {
          left--;
        }
        message.putLong(0, left == 0 ? LAST : round);
        there.send(message, Long.BYTES);
        expect(left == 0 ? LAST : round, back);
      }
      return new TestSide[] {there, back};
    }
  }

  /** Sends numbers back until the last one. */
  static TestSide[] pongUntilLast(
      PeerContext context,
      RingDirectory directory,
      PeerLink.WaitPolicy waitPolicy,
      int rounds,
      long seed) {
    UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    try (TestSide there = TestSide.attach(context, directory, THERE, Role.READER, waitPolicy);
        TestSide back = TestSide.attach(context, directory, BACK, Role.WRITER, waitPolicy)) {
      long number;
      do {
        number = there.receive();
        message.putLong(0, number);
        back.send(message, Long.BYTES);
      } while (number != LAST);
      return new TestSide[] {there, back};
    }
  }

  /** Sends numbers back. */
  static TestSide[] pong(
      PeerContext context,
      RingDirectory directory,
      PeerLink.WaitPolicy waitPolicy,
      int rounds,
      long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    try (TestSide there = TestSide.attach(context, directory, THERE, Role.READER, waitPolicy);
        TestSide back = TestSide.attach(context, directory, BACK, Role.WRITER, waitPolicy)) {
      there.awaitReachable();
      back.awaitReachable();
      for (int round = 0; round < rounds; round++) {
        expect(round, there);
        spin(random);
        message.putLong(0, round);
        back.send(message, Long.BYTES);
      }
      return new TestSide[] {there, back};
    }
  }

  /** Fills a ring and waits for room, repeatedly. */
  static TestSide[] fill(
      PeerContext context,
      RingDirectory directory,
      PeerLink.WaitPolicy waitPolicy,
      int rounds,
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    UnsafeBuffer message = new UnsafeBuffer(new byte[LARGE]);
    try (TestSide there = TestSide.attach(context, directory, THERE, Role.WRITER, waitPolicy)) {
      there.awaitReachable();
      for (int round = 0; round < rounds; round++) {
        message.putLong(0, round);
        there.send(message, LARGE);
        spin(random);
      }
      return new TestSide[] {there};
    }
  }

  /** Drains a ring and waits for more, repeatedly. */
  static TestSide[] drain(
      PeerContext context,
      RingDirectory directory,
      PeerLink.WaitPolicy waitPolicy,
      int rounds,
      long seed) {
    SplittableRandom random = new SplittableRandom(~seed);
    try (TestSide there = TestSide.attach(context, directory, THERE, Role.READER, waitPolicy)) {
      there.awaitReachable();
      for (int round = 0; round < rounds; round++) {
        expect(round, there);
        spin(random);
      }
      return new TestSide[] {there};
    }
  }

  private static void expect(long wanted, TestSide side) {
    long found = side.receive();
    if (found != wanted) {
      throw new AssertionError("number: found=" + found + ", wanted=" + wanted + ", " + side);
    }
  }

  /** Often does not spin at all, so that each side sometimes finds its peer awake. */
  private static void spin(SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      for (int spins = random.nextInt(MAX_SPINS); spins > 0; spins--) {
        Thread.onSpinWait();
      }
    }
  }

  /** Another JVM that sends numbers back. Arguments: directory, rounds, seed. */
  public static void main(String[] arguments) {
    Conductor conductor = conductor("pong");
    pong(
        new PeerContext(conductor, Runnable::run),
        RingDirectory.local(Path.of(arguments[0])),
        TestSide.ADAPTIVE,
        Integer.parseInt(arguments[1]),
        Long.parseLong(arguments[2]));
    System.out.println("ended");
  }
}
