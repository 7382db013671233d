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
 * One stream, from the first element to its end, and the kills on its way. Nothing but kills ends a
 * JVM before the referee says so.
 */
final class KilledStream {

  private static final int MIN_MILLIS = 5;
  private static final int MAX_MILLIS = 400;

  /** From its start a JVM takes less than that to attach. */
  private static final int STARTED_MILLIS = 1_500;

  /** Elements between two pauses of about a millisecond; 0: no pause. Most rings run full. */
  private static final int[] WRITER_BURSTS = {0, 0, 0, 10, 100};

  private static final int[] READER_BURSTS = {0, 10, 10, 30, 100};

  private final SplittableRandom random;
  private final StreamPlan plan;
  private final Path journals;
  private final List<Life> writers = new ArrayList<>();
  private final List<Life> readers = new ArrayList<>();
  private int rounds;
  private int kills;

  KilledStream(SplittableRandom random, StreamPlan plan, Path journals) {
    this.random = random;
    this.plan = plan;
    this.journals = journals;
  }

  /** So many rounds, then the end of the stream. Gives what its journals say. */
  Figures run(int wanted) throws IOException, InterruptedException {
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

  /** One round. The draws do not depend on what happens, so that a seed gives the same ones. */
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
      writer().bury();
    }
    if (readerDies) {
      reader().bury();
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

  private void kill(Life life) {
    life.kill();
    kills++;
  }

  /** Until an element of this writer has come to this reader. */
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
    writers.add(Life.start(WriterMain.class, next("writer", writers.size(), WRITER_BURSTS)));
  }

  private void startReader() {
    readers.add(Life.start(ReaderMain.class, next("reader", readers.size(), READER_BURSTS)));
  }

  private Killable next(String role, int number, int[] bursts) {
    Path base = journals.resolve(role + "-" + number);
    return new Killable(plan, base, bursts[random.nextInt(bursts.length)]);
  }

  private Life writer() {
    return writers.get(writers.size() - 1);
  }

  private Life reader() {
    return readers.get(readers.size() - 1);
  }

  private void requireNoRing() throws IOException {
    try (Stream<Path> files = Files.list(plan.directory())) {
      List<Path> left = files.filter(file -> !file.toString().endsWith(".lock")).toList();
      if (!left.isEmpty()) {
        throw new AssertionError("left behind: files=" + left);
      }
    }
  }

  private Figures judge() throws IOException {
    List<long[]> given = new ArrayList<>();
    for (Life life : writers) {
      given.add(Journal.read(life.journal(WriterMain.GIVEN)));
    }
    List<Verdict.Reader> seen = new ArrayList<>();
    for (Life life : readers) {
      seen.add(
          new Verdict.Reader(
              Journal.read(life.journal(ReaderMain.RECEIVED)),
              Journal.read(life.journal(ReaderMain.COMMITTED))));
    }
    return Verdict.of(given, seen, StreamPlan.WINDOW);
  }

  /** So many are done. */
  int rounds() {
    return rounds;
  }

  /** So many JVMs were killed. */
  int kills() {
    return kills;
  }

  /** The JVMs that are still there. */
  List<Life> living() {
    return Stream.concat(writers.stream(), readers.stream()).filter(Life::isAlive).toList();
  }
}
