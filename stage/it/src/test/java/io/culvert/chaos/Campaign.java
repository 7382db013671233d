package io.culvert.chaos;

import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The kill campaign: runs one stream after another, kills their JVMs and counts what arrived. The
 * system properties {@code chaos.rounds} and {@code chaos.seed} set the rounds and the seed of
 * {@link #main}.
 */
final class Campaign {

  private static final int MAX_STREAM_ROUNDS = 20;

  private final int rounds;
  private final long seed;
  private final Path directory;

  private int roundsDone;
  private int kills;
  private StreamCounts counts = StreamCounts.NONE;

  /**
   * Creates a campaign.
   *
   * @param rounds how many times one or both JVMs are killed
   * @param seed the seed of all random choices
   * @param directory where the files of a failed stream are kept
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

  /** Returns the seed of the command line, or a new one if it gives none. */
  static long seed() {
    String given = System.getProperty("chaos.seed", "");
    return given.isEmpty() ? new Random().nextInt() & 0xFFFFFFFL : Long.parseLong(given);
  }

  /** Runs until all rounds are done or a stream fails; returns false if one failed. */
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
      StreamCounts streamCounts = stream.run(streamRounds);
      counts = counts.plus(streamCounts);
      good = streamCounts.isAsPromised();
      System.out.println(
          "chaos: stream "
              + number
              + ", "
              + plan
              + ", rounds="
              + streamRounds
              + ", "
              + streamCounts);
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
    Diagnostics diagnostics = new Diagnostics(journals);
    for (PeerProcess peer : stream.alivePeers()) {
      diagnostics.dumpThreads(peer);
      peer.destroy();
    }
    if (good) {
      Diagnostics.delete(journals);
    } else {
      diagnostics.copyRings(rings);
      System.out.println("chaos: kept ring and journals: directory=" + journals.toAbsolutePath());
    }
    Diagnostics.delete(rings);
  }

  StreamCounts counts() {
    return counts;
  }

  @Override
  public String toString() {
    return "chaos: rounds="
        + roundsDone
        + " kills="
        + kills
        + " published="
        + counts.published()
        + " lost="
        + counts.lost()
        + " duplicated="
        + counts.duplicated()
        + " window="
        + StreamPlan.WINDOW
        + " torn="
        + counts.torn()
        + " reordered="
        + counts.reordered()
        + " seed="
        + seed;
  }
}
