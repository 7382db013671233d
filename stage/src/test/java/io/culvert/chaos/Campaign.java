package io.culvert.chaos;

import io.culvert.ring.SharedMemoryDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Kills the JVMs of streams, one stream after the other, and counts. The rounds and the seed of
 * {@link #main} are the system properties {@code chaos.rounds} and {@code chaos.seed}.
 */
final class Campaign {

  private static final int MAX_STREAM_ROUNDS = 20;

  private final int rounds;
  private final long seed;
  private final Path directory;

  private int roundsDone;
  private int kills;
  private Figures figures = Figures.NONE;

  /**
   * A campaign.
   *
   * @param rounds how many times one or both JVMs are killed
   * @param seed of what is chosen at random
   * @param directory for what is kept of a stream that fails
   */
  Campaign(int rounds, long seed, Path directory) {
    this.rounds = rounds;
    this.seed = seed;
    this.directory = directory;
  }

  public static void main(String[] arguments) throws Exception {
    Campaign campaign =
        new Campaign(
            Integer.getInteger("chaos.rounds", 200), seed(), Path.of("target", "chaos-campaign"));
    boolean good = campaign.run();
    System.out.println(good ? campaign : campaign + " FAILED");
    System.exit(good ? 0 : 1);
  }

  /** The one that the command line gives, or a new one. */
  static long seed() {
    String given = System.getProperty("chaos.seed", "");
    return given.isEmpty() ? new Random().nextInt() & 0xFFFFFFFL : Long.parseLong(given);
  }

  /** Runs until all rounds are done or a stream has failed; false then. */
  boolean run() throws IOException, InterruptedException {
    System.out.println("chaos: -Dchaos.rounds=" + rounds + " -Dchaos.seed=" + seed);
    boolean good = true;
    for (int stream = 0; good && roundsDone < rounds; stream++) {
      good = runStream(stream);
    }
    return good;
  }

  private boolean runStream(int number) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
    Files.createDirectories(directory);
    Path journals =
        Files.createTempDirectory(directory, "seed-" + seed + "-stream-" + number + "-");
    Path rings = SharedMemoryDir.create();
    StreamPlan plan = StreamPlan.random(random, rings);
    int streamRounds = Math.min(rounds - roundsDone, random.nextInt(1, MAX_STREAM_ROUNDS + 1));
    KilledStream stream = new KilledStream(random, plan, journals);
    boolean good = false;
    try {
      Figures streamFigures = stream.run(streamRounds);
      figures = figures.plus(streamFigures);
      good = streamFigures.isGood();
      System.out.println(
          "chaos: stream "
              + number
              + ", "
              + plan
              + ", rounds="
              + streamRounds
              + ", "
              + streamFigures);
    } catch (AssertionError e) {
      System.out.println("chaos: stream " + number + ", " + plan + ", " + e.getMessage());
    } finally {
      roundsDone += stream.rounds();
      kills += stream.kills();
      end(stream, rings, journals, good);
    }
    return good;
  }

  private static void end(KilledStream stream, Path rings, Path journals, boolean good)
      throws IOException, InterruptedException {
    Evidence evidence = new Evidence(journals);
    for (Life life : stream.living()) {
      evidence.dumpThreads(life);
      life.bury();
    }
    if (good) {
      Evidence.delete(journals);
    } else {
      evidence.copyRings(rings);
      System.out.println("chaos: kept ring and journals: directory=" + journals.toAbsolutePath());
    }
    Evidence.delete(rings);
  }

  Figures figures() {
    return figures;
  }

  @Override
  public String toString() {
    return "chaos: rounds="
        + roundsDone
        + " kills="
        + kills
        + " published="
        + figures.published()
        + " lost="
        + figures.lost()
        + " duplicated="
        + figures.duplicated()
        + " window="
        + StreamPlan.WINDOW
        + " torn="
        + figures.torn()
        + " reordered="
        + figures.reordered()
        + " seed="
        + seed;
  }
}
