package io.culvert.chaos;

import io.culvert.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One stream, from its first element to its end, whose JVMs are killed on the way. A JVM must not
 * end otherwise before the campaign tells it to.
 */
final class KilledStream {

  private static final int MIN_MILLIS = 5;
  private static final int MAX_MILLIS = 400;

  /** A JVM attaches in less than this time from its start. */
  private static final int STARTED_MILLIS = 1_500;

  /** The elements between two pauses of about a millisecond; 0: no pause. Most rings run full. */
  private static final int[] WRITER_BURSTS = {0, 0, 0, 10, 100};

  private static final int[] READER_BURSTS = {0, 10, 10, 30, 100};

  private final SplittableRandom random;
  private final StreamPlan plan;
  private final Path journals;
  private final List<PeerProcess> writers = new ArrayList<>();
  private final List<PeerProcess> readers = new ArrayList<>();
  private int rounds;
  private int kills;

  KilledStream(SplittableRandom random, StreamPlan plan, Path journals) {
    this.random = random;
    this.plan = plan;
    this.journals = journals;
  }

  /** Runs the rounds, then completes the stream; returns the counts of its journals. */
  StreamCounts run(int wanted) throws IOException, InterruptedException {
    startWriter();
    startReader();
    while (rounds < wanted) {
      killAndRestart();
      rounds++;
    }
    awaitFlow();
    writer().finish();
    reader().awaitEnd();
    writer().awaitEnd();
    requireNoRing();
    return judge();
  }

  /** Runs a round. The random choices do not depend on what happens: a seed repeats them. */
  private void killAndRestart() throws IOException, InterruptedException {
    boolean early = random.nextInt(4) == 0;
    int millis = random.nextInt(MIN_MILLIS, (early ? STARTED_MILLIS : MAX_MILLIS) + 1);
    int victims = plan.sizes() == StreamPlan.Sizes.OVERSIZED ? 0 : random.nextInt(3);
    boolean writerDies = victims != 1;
    boolean readerDies = victims != 0;
    boolean writerFirst = random.nextBoolean();
    if (!early) {
      awaitFlow();
    }
    (writerDies ? writer() : reader()).run(millis);
    if (writerDies) {
      kill(writer());
    }
    if (readerDies) {
      kill(reader());
    }
    if (writerDies) {
      writer().destroy();
    }
    if (readerDies) {
      reader().destroy();
    }
    if (writerDies && writerFirst) {
      startWriter();
    }
    if (readerDies) {
      startReader();
    }
    if (writerDies && !writerFirst) {
      startWriter();
    }
  }

  private void kill(PeerProcess peer) {
    peer.kill();
    kills++;
  }

  /** Waits until this reader has received an element of this writer. */
  private void awaitFlow() {
    Await.until(
        () -> Journal.last(writer().journal(WriterMain.GIVEN), -1) >= 0 && bothAreAlive(),
        () -> "the writer has nothing to write: " + writer());
    long wanted = Journal.last(writer().journal(WriterMain.GIVEN), -1) + 1;
    Path received = reader().journal(ReaderMain.RECEIVED);
    Await.until(
        () -> Journal.last(received, -1) >= wanted && bothAreAlive(),
        () ->
            "the stream stands still: wanted="
                + wanted
                + ", received="
                + Journal.last(received, -1)
                + ", writer="
                + writer()
                + ", reader="
                + reader());
  }

  private boolean bothAreAlive() {
    writer().requireAlive();
    reader().requireAlive();
    return true;
  }

  private void startWriter() {
    writers.add(PeerProcess.start(WriterMain.class, next("writer", writers.size(), WRITER_BURSTS)));
  }

  private void startReader() {
    readers.add(PeerProcess.start(ReaderMain.class, next("reader", readers.size(), READER_BURSTS)));
  }

  private PeerSetup next(String role, int number, int[] bursts) {
    Path base = journals.resolve(role + "-" + number);
    return new PeerSetup(plan, base, bursts[random.nextInt(bursts.length)]);
  }

  private PeerProcess writer() {
    return writers.get(writers.size() - 1);
  }

  private PeerProcess reader() {
    return readers.get(readers.size() - 1);
  }

  private void requireNoRing() throws IOException {
    try (Stream<Path> files = Files.list(plan.directory())) {
      List<Path> left = files.filter(file -> !file.toString().endsWith(".lock")).toList();
      if (!left.isEmpty()) {
        throw new AssertionError("files are left: files=" + left);
      }
    }
  }

  private StreamCounts judge() throws IOException {
    List<long[]> given = new ArrayList<>();
    for (PeerProcess peer : writers) {
      given.add(Journal.read(peer.journal(WriterMain.GIVEN)));
    }
    List<Verdict.Reader> seen = new ArrayList<>();
    for (PeerProcess peer : readers) {
      seen.add(
          new Verdict.Reader(
              Journal.read(peer.journal(ReaderMain.RECEIVED)),
              Journal.read(peer.journal(ReaderMain.COMMITTED))));
    }
    return Verdict.of(given, seen, StreamPlan.WINDOW);
  }

  /** Returns the number of rounds that are done. */
  int rounds() {
    return rounds;
  }

  /** Returns the number of killed JVMs. */
  int kills() {
    return kills;
  }

  /** Returns the JVMs that are alive. */
  List<PeerProcess> alivePeers() {
    return Stream.concat(writers.stream(), readers.stream()).filter(PeerProcess::isAlive).toList();
  }
}
