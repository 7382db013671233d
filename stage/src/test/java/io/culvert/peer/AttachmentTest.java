package io.culvert.peer;

import static io.culvert.testing.StageFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.CorruptRingException;
import io.culvert.IncompatibleRingException;
import io.culvert.RingSettings;
import io.culvert.RingStorageException;
import io.culvert.RoleAlreadyHeldException;
import io.culvert.WaitMode;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingLayout;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingSpec;
import io.culvert.ring.RingWriter;
import io.culvert.ring.Signals;
import io.culvert.testing.Await;
import io.culvert.testkit.OpenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to a role at a ring, and the way back from every point of it. */
class AttachmentTest {

  private static final String RING = "ring";
  private static final String CONDUCTOR = "of-attachments";
  private static final RingSpec SPEC = RingSpec.ofBytes(64 * 1024);

  private static final Station.Manner MANNER =
      new Station.Manner(
          WaitMode.ADAPTIVE,
          Duration.ZERO,
          new Patience(RingSettings.FOREVER, RingSettings.FOREVER, Duration.ofSeconds(10)));

  @TempDir Path temporary;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor = new Conductor(CONDUCTOR, Thread::new, errors::add);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CompletableFuture<AutoCloseable> attached = new CompletableFuture<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private RingDirectory directory;

  @BeforeEach
  void makeDirectory() {
    directory = RingDirectory.local(temporary.resolve("rings"));
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    conductor.close();
    threads.shutdown();
    assertThat(OpenFiles.below(directory.path())).isEmpty();
    for (Role role : Role.values()) {
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, RING, role);
      assertThat(attempt.succeeded()).as("the lock of the %s is free", role).isTrue();
      RoleLocks.release(attempt.lock());
    }
    assertThat(errors).isEmpty();
  }

  @Test
  void aSideIsAttachedUntilItIsClosed() {
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    RingReader side = (RingReader) result(attached);
    assertThat(side.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(OpenFiles.below(directory.path()))
        .anyMatch(line -> line.contains(RING + ".ring"))
        .anyMatch(line -> line.contains(".reader-0.lock"));
    assertThat(attachment.released().toCompletableFuture()).isNotDone();
    close(attachment);
    assertThat(failures).isEmpty();
  }

  /** One that is killed before its station is set up must not be taken for a plain thread. */
  @Test
  void aSideShowsThatItLivesAsSoonAsItHasItsRole() {
    CompletableFuture<Long> beat = new CompletableFuture<>();
    Attachment<RingReader> attachment =
        reader(
            threads,
            ring -> {
              RingReader side = RingReader.attachWatched(ring);
              try (Signals signals = Signals.ofReader(ring)) {
                beat.complete(signals.ownBeat());
              }
              return side;
            });
    start(attachment);
    assertThat(result(beat)).isNotZero();
    result(attached);
    close(attachment);
  }

  @Test
  void closingAgainDoesNothing() {
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    result(attached);
    close(attachment);
    close(attachment);
  }

  /** Closed before the first, second, ... step of those that run on the executor. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whoClosesOnTheWayGetsEverythingBack(int steps) {
    StepByStep executor = new StepByStep();
    Attachment<RingReader> attachment = reader(executor, RingReader::attachWatched);
    start(attachment);
    for (int step = 0; step < steps; step++) {
      executor.runNext();
    }
    attachment.close();
    executor.runRest(attachment);
    assertThat(failures).isEmpty();
  }

  @Test
  void whoClosesWhileTheDirectoryIsCheckedGetsNothing() {
    Attachment<?>[] attachment = new Attachment<?>[1];
    attachment[0] =
        attachment(
            threads,
            Role.READER,
            () -> {
              attachment[0].close();
              return directory;
            },
            RingReader::attachWatched);
    start(attachment[0]);
    result(attachment[0].released());
    assertThat(attached).isNotDone();
  }

  @Test
  void whoClosesWhileTheSideAttachesGetsEverythingBack() {
    Attachment<?>[] attachment = new Attachment<?>[1];
    attachment[0] =
        reader(
            threads,
            ring -> {
              attachment[0].close();
              return RingReader.attach(ring);
            });
    start(attachment[0]);
    result(attachment[0].released());
    assertThat(attached).isNotDone();
    assertThat(failures).isEmpty();
  }

  @Test
  void whoClosesWhileTheRoleIsWaitedForGetsNothing() throws IOException {
    RoleLocks.Attempt other = RoleLocks.tryAcquire(directory, RING, Role.READER);
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    close(attachment);
    RoleLocks.release(other.lock());
    assertThat(attached).isNotDone();
    assertThat(failures).isEmpty();
  }

  @Test
  void aRoleThatStaysHeldIsRefusedAfterASecond() throws IOException {
    RoleLocks.Attempt other = RoleLocks.tryAcquire(directory, RING, Role.READER);
    long begin = System.nanoTime();
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    result(attachment.released());
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    Await.until(() -> failures.size() == 1, () -> "no failure is told");
    assertThat(failures.get(0)).isInstanceOf(RoleAlreadyHeldException.class);
    RoleLocks.release(other.lock());
  }

  @Test
  void aWriterIsAttachedOnceTheStreamBeforeItIsDrained() {
    RingFile ring = openRing();
    RingWriter former = RingWriter.attach(ring);
    former.complete();
    former.close();
    Attachment<RingWriter> attachment = writer(RingWriter::attachWatched);
    start(attachment);
    drain(ring);
    RingWriter side = (RingWriter) result(attached);
    side.complete();
    RingFile next = openRing();
    assertThat(next.identity().ringId()).isNotEqualTo(ring.identity().ringId());
    drain(next);
    close(attachment);
  }

  @Test
  void whoClosesWhileAnEarlierStreamIsWaitedForGetsEverythingBack() {
    RingFile ring = openRing();
    RingWriter former = RingWriter.attach(ring);
    former.complete();
    former.close();
    ring.close();
    Attachment<RingWriter> attachment = writer(RingWriter::attachWatched);
    start(attachment);
    Await.until(
        () -> OpenFiles.below(directory.path()).stream().anyMatch(line -> line.contains(".lock")),
        () -> "the role is not taken");
    close(attachment);
    assertThat(attached).isNotDone();
  }

  /** What it would do later, nobody would do any more. */
  @Test
  void whoHasClosedGetsEverythingBackAlsoWhenTheConductorEndsWhileTheRingIsOpened() {
    RingFile ring = openRing();
    RingWriter former = RingWriter.attach(ring);
    former.complete();
    former.close();
    ring.close();
    CompletableFuture<Void> opening = new CompletableFuture<>();
    CompletableFuture<Void> conductorEnded = new CompletableFuture<>();
    Attachment<RingWriter> attachment =
        writer(
            file -> {
              opening.complete(null);
              conductorEnded.join();
              return RingWriter.attach(file);
            });
    start(attachment);
    result(opening);
    attachment.close();
    conductor.close();
    Await.until(() -> !isConducting(), () -> "the conductor goes on");
    conductorEnded.complete(null);
    result(attachment.released());
  }

  private static boolean isConducting() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("culvert-conductor-" + CONDUCTOR));
  }

  /** The reader of the stream before drains and deletes the ring that the writer has opened. */
  @Test
  void aRingThatServesItsPurposeWhileItsWriterAttachesIsNotWrittenTo() {
    RingFile old = openRing();
    RingWriter former = RingWriter.attach(old);
    former.complete();
    former.close();
    Attachment<RingWriter> attachment =
        writer(
            ring -> {
              if (ring.isInPlace() && ring.identity().ringId().equals(old.identity().ringId())) {
                drain(old);
              }
              return RingWriter.attach(ring);
            });
    start(attachment);
    RingWriter side = (RingWriter) result(attached);
    side.complete();
    RingFile found = RingFile.open(directory, RING, SPEC);
    RingReader successor = RingReader.attach(found);
    assertThat(successor.read()).isEqualTo(ReadResult.COMPLETED);
    successor.close();
    found.close();
    close(attachment);
  }

  @Test
  void aRingThatHasServedItsPurposeIsNotAttachedTo() {
    RingFile old = openRing();
    RingReader former = RingReader.attach(old);
    former.cancel();
    former.close();
    List<UUID> offered = new CopyOnWriteArrayList<>();
    Attachment<RingReader> attachment =
        reader(
            threads,
            ring -> {
              offered.add(ring.identity().ringId());
              return RingReader.attach(ring);
            });
    start(attachment);
    result(attached);
    assertThat(offered).hasSize(1).doesNotContain(old.identity().ringId());
    old.close();
    close(attachment);
  }

  @Test
  void aRingOfAnEarlierBootIsRefused() throws IOException {
    openRing().close();
    RingFileHeader.forge(
        directory.ring(RING), header -> header.putLong(RingLayout.BOOT_ID_OFFSET, 1));
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    result(attachment.released());
    Await.until(() -> failures.size() == 1, () -> "no failure is told");
    assertThat(failures.get(0))
        .isInstanceOf(IncompatibleRingException.class)
        .hasMessageContaining("boot id");
  }

  /** A lock that was taken from a process that lives is not enough. */
  @Test
  void aPredecessorThatGoesOnWithoutItsLockKeepsItsRole() throws InterruptedException {
    RingFile ring = openRing();
    RingReader predecessor = RingReader.attach(ring);
    Signals signals = Signals.ofReader(ring);
    signals.beat();
    AtomicBoolean ended = new AtomicBoolean();
    Thread beating =
        new Thread(
            () -> {
              while (!ended.get()) {
                signals.beat();
                LockSupport.parkNanos(1_000_000);
              }
            });
    beating.start();
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    result(attachment.released());
    ended.set(true);
    beating.join();
    Await.until(() -> failures.size() == 1, () -> "no failure is told");
    assertThat(failures.get(0))
        .isInstanceOf(RoleAlreadyHeldException.class)
        .hasMessageContaining("lost its lock");
    predecessor.storeReleased();
    predecessor.close();
    signals.close();
    ring.close();
  }

  @Test
  void whoHasClosedIsToldOfNoFailure() {
    Attachment<?>[] attachment = new Attachment<?>[1];
    attachment[0] =
        reader(
            threads,
            ring -> {
              attachment[0].close();
              return throwAny(new IllegalStateException());
            });
    start(attachment[0]);
    result(attachment[0].released());
    AtomicBoolean ran = new AtomicBoolean();
    conductor.execute(() -> ran.set(true));
    Await.until(ran::get, () -> "the conductor runs nothing");
    assertThat(failures).isEmpty();
  }

  @Test
  void theRoleIsGivenBackWhenTheSideHasEnded() {
    List<Boolean> free = new CopyOnWriteArrayList<>();
    Attachment<AutoCloseable> attachment =
        attachment(
            threads,
            Role.READER,
            () -> directory,
            ring -> () -> free.add(RoleLocks.isFree(directory, RING, Role.READER)));
    start(attachment);
    result(attached);
    close(attachment);
    assertThat(free).containsExactly(false);
  }

  @Test
  void aReaderThatIsNotDoneLeavesItsRing() {
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    result(attached);
    close(attachment);
    assertThat(directory.ring(RING)).exists();
  }

  @Test
  void aReaderThatIsDoneDeletesItsRing() {
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    ((RingReader) result(attached)).cancel();
    close(attachment);
    assertThat(directory.ring(RING)).doesNotExist();
  }

  @Test
  void aDirectoryThatCannotBeHadIsAFailure() {
    IllegalStateException broken = new IllegalStateException();
    Attachment<RingReader> attachment =
        attachment(threads, Role.READER, () -> throwAny(broken), RingReader::attachWatched);
    start(attachment);
    assertFails(attachment, broken);
  }

  @Test
  void aSideThatCannotAttachIsAFailureAndEverythingIsGivenBack() {
    IllegalStateException broken = new IllegalStateException();
    Attachment<RingReader> attachment = reader(threads, ring -> throwAny(broken));
    start(attachment);
    assertFails(attachment, broken);
  }

  @Test
  void aSideWhoseRingIsFoundCorruptRightAfterItHasAttachedIsGivenBack() {
    Attachment<RingWriter> attachment =
        writer(
            ring -> {
              RingWriter side = RingWriter.attach(ring);
              corruptReaderStatus();
              return side;
            });
    start(attachment);
    result(attachment.released());
    Await.until(() -> failures.size() == 1, () -> "no failure is told");
    assertThat(failures.get(0)).isInstanceOf(CorruptRingException.class);
  }

  private void corruptReaderStatus() {
    try (FileChannel channel = FileChannel.open(directory.ring(RING), StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.wrap(new byte[] {-1}), RingLayout.readerOffset(0) + RingLayout.STATUS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldFailAndReleaseEverythingWhenTheLinkCannotBeSetUp() {
    Attachment<RingReader> attachment =
        new Attachment<>(
            new PeerContext(conductor, threads),
            Role.READER,
            new Attachment.Place(() -> directory, RING, SPEC),
            new Station.Manner(TestSide.ADAPTIVE.mode(), null, TestSide.FOREVER),
            RingReader::attachWatched);
    start(attachment);
    result(attachment.released());
    Await.until(() -> failures.size() == 1, () -> "no failure is told");
    assertThat(failures.get(0)).isInstanceOf(NullPointerException.class);
    assertThat(attached).isNotDone();
  }

  @Test
  void anErrorWhileASideAttachesIsAFailureToo() {
    NoClassDefFoundError error = new NoClassDefFoundError();
    Attachment<RingReader> attachment = reader(threads, ring -> throwAny(error));
    start(attachment);
    assertFails(attachment, error);
  }

  @Test
  void aPageThatIsLostWhileASideAttachesIsAStorageFailure() {
    InternalError lost = new InternalError();
    Attachment<RingReader> attachment = reader(threads, ring -> throwAny(lost));
    start(attachment);
    result(attachment.released());
    Await.until(() -> failures.size() == 1, () -> "no failure is told");
    assertThat(failures.get(0))
        .hasCause(lost)
        .isInstanceOfSatisfying(
            RingStorageException.class,
            failure ->
                assertThat(failure.reason()).isEqualTo(RingStorageException.Reason.PAGE_LOST));
  }

  @Test
  void anExecutorThatTakesNoMoreTasksIsDoneWithout() {
    Executor ended =
        task -> {
          throw new RejectedExecutionException();
        };
    Attachment<RingReader> attachment = reader(ended, RingReader::attachWatched);
    start(attachment);
    result(attached);
    close(attachment);
  }

  @Test
  void everythingIsGivenBackWhenTheConductorHasEndedBefore() {
    Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    result(attached);
    conductor.close();
    close(attachment);
  }

  @Test
  void manyThatAreClosedAtAnyMomentLeaveNothing() {
    for (int round = 0; round < 200; round++) {
      Attachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
      start(attachment);
      for (int delay = 0; delay < round * 500; delay++) {
        Thread.onSpinWait();
      }
      close(attachment);
    }
    assertThat(failures).isEmpty();
  }

  private void assertFails(Attachment<?> attachment, Throwable wanted) {
    result(attachment.released());
    Await.until(() -> failures.size() == 1, () -> "no failure is told");
    assertThat(failures).containsExactly(wanted);
    attachment.close();
    assertThat(attached).isNotDone();
  }

  private static void close(Attachment<?> attachment) {
    attachment.close();
    result(attachment.released());
  }

  private Attachment<RingReader> reader(Executor executor, Function<RingFile, RingReader> attach) {
    return attachment(executor, Role.READER, () -> directory, attach);
  }

  private Attachment<RingWriter> writer(Function<RingFile, RingWriter> attach) {
    return attachment(threads, Role.WRITER, () -> directory, attach);
  }

  private <S extends AutoCloseable> Attachment<S> attachment(
      Executor executor, Role role, Supplier<RingDirectory> where, Function<RingFile, S> attach) {
    return new Attachment<>(
        new PeerContext(conductor, executor),
        role,
        new Attachment.Place(where, RING, SPEC),
        MANNER,
        attach);
  }

  private <S extends AutoCloseable> void start(Attachment<S> attachment) {
    attachment
        .start(side -> false, () -> {})
        .whenComplete(
            (taken, failure) -> {
              if (failure == null) {
                attached.complete(taken.side());
              } else {
                failures.add(failure);
              }
            });
  }

  private RingFile openRing() {
    return RingFile.openOrCreate(directory, RING, SPEC);
  }

  /** Does what a reader's stage does that takes in the end. */
  private static void drain(RingFile ring) {
    RingReader reader = RingReader.attach(ring);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();
    reader.close();
    ring.delete();
    ring.close();
  }

  @SuppressWarnings("unchecked")
  private static <R, E extends Throwable> R throwAny(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** Runs what it is given when the test says so. */
  private static final class StepByStep implements Executor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @Override
    public synchronized void execute(Runnable task) {
      tasks.add(task);
    }

    private synchronized Runnable next() {
      return tasks.poll();
    }

    void runNext() {
      Runnable[] task = new Runnable[1];
      Await.until(() -> (task[0] = next()) != null, () -> "no task comes");
      task[0].run();
    }

    void runRest(Attachment<?> attachment) {
      Await.until(
          () -> {
            Runnable task = next();
            if (task != null) {
              task.run();
            }
            return attachment.released().toCompletableFuture().isDone();
          },
          () -> "not released");
    }
  }
}
