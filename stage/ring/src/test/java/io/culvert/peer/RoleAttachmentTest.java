package io.culvert.peer;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.conductor.Conductor;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.memory.ControlWords;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attaching to a ring in a role, and releasing everything at any step of it. */
class RoleAttachmentTest {

  private static final String RING = "ring";
  private static final String CONDUCTOR = "of-attachments";
  private static final RingSpec SPEC = RingSpec.ofBytes(64 * 1024);

  @TempDir Path temporary;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor = new Conductor(CONDUCTOR, Thread::new, errors::add);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CompletableFuture<AutoCloseable> attached = new CompletableFuture<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(temporary.resolve("rings"));
  }

  @AfterEach
  void assertNothingIsLeft() throws IOException {
    conductor.close();
    threads.shutdown();
    assertThat(OpenFiles.below(directory.path())).isEmpty();
    for (Role role : Role.values()) {
      RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, RING, role);
      assertThat(attempt.succeeded()).as("the lock of the %s is free", role).isTrue();
      RoleLocks.unlock(attempt.lock());
    }
    assertThat(errors).isEmpty();
  }

  @Test
  void shouldHoldRoleAndFilesUntilClosed() {
    RoleAttachment<RingReader> attachment = startReader();
    RingReader side = (RingReader) result(attached);
    assertThat(side.read()).isEqualTo(ReadResult.EMPTY);
    assertThat(OpenFiles.below(directory.path()))
        .anyMatch(line -> line.contains(RING + ".ring"))
        .anyMatch(line -> line.contains(".reader-0.lock"));
    assertThat(attachment.ended().toCompletableFuture()).isNotDone();
    close(attachment);
    assertThat(failures).isEmpty();
  }

  /**
   * A JVM that is killed before its link to the peer is set up must not be taken for a plain
   * thread.
   */
  @Test
  void shouldWriteHeartbeatWhenRoleIsTaken() {
    CompletableFuture<Long> heartbeat = new CompletableFuture<>();
    RoleAttachment<RingReader> attachment =
        reader(
            threads,
            ring -> {
              RingReader side = RingReader.attachWatched(ring);
              try (ControlWords signals = ControlWords.ofReader(ring.memory())) {
                heartbeat.complete(signals.ownHeartbeat());
              }
              return side;
            });
    start(attachment);
    assertThat(result(heartbeat)).isNotZero();
    result(attached);
    close(attachment);
  }

  @Test
  void shouldIgnoreSecondClose() {
    RoleAttachment<RingReader> attachment = startReader();
    result(attached);
    close(attachment);
    close(attachment);
  }

  /** Closed before the first, second and third step on the executor. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldReleaseEverythingWhenClosedBeforeAnyStep(int steps) {
    StepByStep executor = new StepByStep();
    RoleAttachment<RingReader> attachment = reader(executor, RingReader::attachWatched);
    start(attachment);
    for (int step = 0; step < steps; step++) {
      executor.runNext();
    }
    attachment.close();
    executor.runRest(attachment);
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldNotAttachWhenClosedDuringDirectoryCheck() {
    RoleAttachment<?>[] attachment = new RoleAttachment<?>[1];
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
    result(attachment[0].ended());
    assertThat(attached).isNotDone();
  }

  @Test
  void shouldReleaseEverythingWhenClosedWhileAttaching() {
    RoleAttachment<?>[] attachment = new RoleAttachment<?>[1];
    attachment[0] =
        reader(
            threads,
            ring -> {
              attachment[0].close();
              return RingReader.attach(ring);
            });
    start(attachment[0]);
    result(attachment[0].ended());
    assertThat(attached).isNotDone();
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldNotAttachWhenClosedWhileWaitingForRole() throws IOException {
    RoleLocks.Attempt other = RoleLocks.tryAcquire(directory, RING, Role.READER);
    RoleAttachment<RingReader> attachment = startReader();
    close(attachment);
    RoleLocks.unlock(other.lock());
    assertThat(attached).isNotDone();
    assertThat(failures).isEmpty();
  }

  @Test
  @Tag("waits")
  void shouldFailAfterOneSecondWhenRoleStaysHeld() throws IOException {
    RoleLocks.Attempt other = RoleLocks.tryAcquire(directory, RING, Role.READER);
    long begin = System.nanoTime();
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    assertThat(System.nanoTime() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    assertThat(awaitFailure()).isInstanceOf(RoleAlreadyHeldException.class);
    RoleLocks.unlock(other.lock());
  }

  @Test
  void shouldAttachWriterWhenEarlierStreamIsDrained() {
    MappedRing ring = endedStream();
    AtomicInteger attempts = new AtomicInteger();
    RoleAttachment<RingWriter> attachment = countingWriter(attempts);
    start(attachment);
    awaitTwo(attempts);
    assertThat(attached).isNotDone();
    drain(ring);
    RingWriter side = (RingWriter) result(attached);
    side.complete();
    MappedRing next = openRing();
    assertThat(next.header().ringId()).isNotEqualTo(ring.header().ringId());
    drain(next);
    close(attachment);
  }

  @Test
  void shouldReleaseEverythingWhenClosedAwaitingDrain() {
    endedStream().close();
    AtomicInteger attempts = new AtomicInteger();
    RoleAttachment<RingWriter> attachment = countingWriter(attempts);
    start(attachment);
    awaitTwo(attempts);
    close(attachment);
    assertThat(attached).isNotDone();
  }

  /** A conductor that has ended runs no later steps, so everything must be released now. */
  @Test
  void shouldReleaseEverythingWhenConductorEndsWhileOpening() {
    endedStream().close();
    CompletableFuture<Void> opening = new CompletableFuture<>();
    CompletableFuture<Void> conductorEnded = new CompletableFuture<>();
    RoleAttachment<RingWriter> attachment =
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
    Await.until(() -> !isConducting(), () -> "the conductor still runs");
    conductorEnded.complete(null);
    result(attachment.ended());
  }

  private static boolean isConducting() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("culvert-conductor-" + CONDUCTOR));
  }

  /**
   * The reader of the earlier stream drains and deletes the ring that the writer has just opened.
   */
  @Test
  void shouldUseNewRingWhenOldOneIsDrainedWhileAttaching() {
    MappedRing old = endedStream();
    RoleAttachment<RingWriter> attachment =
        writer(
            ring -> {
              if (ring.isInPlace() && ring.header().ringId().equals(old.header().ringId())) {
                drain(old);
              }
              return RingWriter.attach(ring);
            });
    start(attachment);
    RingWriter side = (RingWriter) result(attached);
    side.complete();
    MappedRing found = MappedRing.open(directory, RING, SPEC);
    RingReader successor = RingReader.attach(found);
    assertThat(successor.read()).isEqualTo(ReadResult.COMPLETED);
    successor.close();
    found.close();
    close(attachment);
  }

  @Test
  void shouldNotAttachToRingWhenItsReaderIsDone() {
    MappedRing old = openRing();
    RingReader former = RingReader.attach(old);
    former.cancel();
    former.close();
    List<UUID> offered = new CopyOnWriteArrayList<>();
    RoleAttachment<RingReader> attachment =
        reader(
            threads,
            ring -> {
              offered.add(ring.header().ringId());
              return RingReader.attach(ring);
            });
    start(attachment);
    result(attached);
    assertThat(offered).hasSize(1).doesNotContain(old.header().ringId());
    old.close();
    close(attachment);
  }

  @Test
  void shouldRejectRingOfAnEarlierBoot() throws IOException {
    openRing().close();
    RingFileHeader.forge(
        directory.ring(RING), header -> header.putLong(RingDescriptor.BOOT_ID_OFFSET, 1));
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    assertThat(awaitFailure())
        .isInstanceOf(IncompatibleRingException.class)
        .hasMessageContaining("boot id");
  }

  /**
   * A free lock does not prove that the predecessor is dead: its lock file may have been deleted.
   */
  @Test
  @Tag("waits")
  void shouldFailWhenPredecessorStillWritesHeartbeats() throws InterruptedException {
    MappedRing ring = openRing();
    RingReader predecessor = RingReader.attach(ring);
    ControlWords signals = ControlWords.ofReader(ring.memory());
    signals.heartbeat();
    AtomicBoolean ended = new AtomicBoolean();
    Thread keepingHeartbeat =
        new Thread(
            () -> {
              while (!ended.get()) {
                signals.heartbeat();
                LockSupport.parkNanos(1_000_000);
              }
            });
    keepingHeartbeat.start();
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    ended.set(true);
    keepingHeartbeat.join();
    assertThat(awaitFailure())
        .isInstanceOf(RoleAlreadyHeldException.class)
        .hasMessageContaining("lost its lock");
    predecessor.storeReleased();
    predecessor.close();
    signals.close();
    ring.close();
  }

  @Test
  void shouldNotReportFailureWhenClosed() {
    RoleAttachment<?>[] attachment = new RoleAttachment<?>[1];
    attachment[0] =
        reader(
            threads,
            ring -> {
              attachment[0].close();
              return throwAny(new IllegalStateException());
            });
    start(attachment[0]);
    result(attachment[0].ended());
    AtomicBoolean ran = new AtomicBoolean();
    conductor.execute(() -> ran.set(true));
    Await.until(ran::get, () -> "the conductor runs nothing");
    assertThat(failures).isEmpty();
  }

  @Test
  void shouldReleaseRoleAfterSideIsClosed() {
    List<Boolean> free = new CopyOnWriteArrayList<>();
    RoleAttachment<AutoCloseable> attachment =
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
  void shouldKeepRingWhenReaderIsNotDone() {
    RoleAttachment<RingReader> attachment = startReader();
    result(attached);
    close(attachment);
    assertThat(directory.ring(RING)).exists();
  }

  @Test
  void shouldDeleteRingWhenReaderIsDone() {
    RoleAttachment<RingReader> attachment = startReader();
    ((RingReader) result(attached)).cancel();
    close(attachment);
    assertThat(directory.ring(RING)).doesNotExist();
  }

  @Test
  void shouldFailWhenDirectoryIsUnavailable() {
    IllegalStateException broken = new IllegalStateException();
    RoleAttachment<RingReader> attachment =
        attachment(threads, Role.READER, () -> throwAny(broken), RingReader::attachWatched);
    start(attachment);
    assertFails(attachment, broken);
  }

  @Test
  void shouldReleaseEverythingWhenAttachFails() {
    IllegalStateException broken = new IllegalStateException();
    RoleAttachment<RingReader> attachment = reader(threads, ring -> throwAny(broken));
    start(attachment);
    assertFails(attachment, broken);
  }

  @Test
  void shouldReleaseEverythingWhenRingIsCorrupt() {
    RoleAttachment<RingWriter> attachment =
        writer(
            ring -> {
              RingWriter side = RingWriter.attach(ring);
              corruptReaderStatus();
              return side;
            });
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(CorruptRingException.class);
  }

  private void corruptReaderStatus() {
    try (FileChannel channel = FileChannel.open(directory.ring(RING), StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.wrap(new byte[] {-1}), RingDescriptor.readerOffset(0) + RingDescriptor.STATUS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void shouldReleaseEverythingWhenLinkCannotBeSetUp() {
    RoleAttachment<RingReader> attachment =
        new RoleAttachment<>(
            new PeerContext(conductor, threads),
            Role.READER,
            new RoleAttachment.Place(() -> directory, RING, SPEC),
            new PeerLink.WaitPolicy(TestSide.ADAPTIVE.strategy(), null, TestSide.FOREVER),
            RingReader::attachWatched);
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(NullPointerException.class);
    assertThat(attached).isNotDone();
  }

  @Test
  void shouldFailWhenAttachThrowsError() {
    NoClassDefFoundError error = new NoClassDefFoundError();
    RoleAttachment<RingReader> attachment = reader(threads, ring -> throwAny(error));
    start(attachment);
    assertFails(attachment, error);
  }

  @Test
  void shouldReportPageLostWhenAttachTouchesLostPage() {
    InternalError lost = new InternalError();
    RoleAttachment<RingReader> attachment = reader(threads, ring -> throwAny(lost));
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure())
        .hasCause(lost)
        .isInstanceOfSatisfying(
            RingStorageException.class,
            failure ->
                assertThat(failure.reason()).isEqualTo(RingStorageException.Reason.PAGE_LOST));
  }

  @Test
  void shouldAttachWhenExecutorRejectsTasks() {
    Executor ended =
        task -> {
          throw new RejectedExecutionException();
        };
    RoleAttachment<RingReader> attachment = reader(ended, RingReader::attachWatched);
    start(attachment);
    result(attached);
    close(attachment);
  }

  @Test
  void shouldReleaseEverythingWhenConductorHasEnded() {
    RoleAttachment<RingReader> attachment = startReader();
    result(attached);
    conductor.close();
    close(attachment);
  }

  @Test
  void shouldLeaveNothingWhenStartedAfterConductorHasEnded() {
    conductor.close();
    Await.until(() -> !conductor.selector().isOpen(), () -> "the conductor does not end");
    RoleAttachment<RingReader> attachment = startReader();
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(ClosedSelectorException.class);
    assertThat(directory.beside(RING, ".sock")).doesNotExist();
  }

  @Test
  void shouldFailWhenNameIsInvalid() {
    RoleAttachment<RingReader> attachment =
        new RoleAttachment<>(
            new PeerContext(conductor, threads),
            Role.READER,
            new RoleAttachment.Place(() -> directory, "a/b", SPEC),
            TestSide.ADAPTIVE,
            RingReader::attachWatched);
    start(attachment);
    result(attachment.ended());
    assertThat(awaitFailure()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldLeaveNothingWhenClosedAtAnyMoment() {
    for (int round = 0; round < 200; round++) {
      RoleAttachment<RingReader> attachment = startReader();
      for (int delay = 0; delay < round * 500; delay++) {
        Thread.onSpinWait();
      }
      close(attachment);
    }
    assertThat(failures).isEmpty();
  }

  private void assertFails(RoleAttachment<?> attachment, Throwable wanted) {
    result(attachment.ended());
    assertThat(awaitFailure()).isSameAs(wanted);
    attachment.close();
    assertThat(attached).isNotDone();
  }

  private Throwable awaitFailure() {
    Await.until(() -> failures.size() == 1, () -> "no failure is reported");
    return failures.get(0);
  }

  private static void close(RoleAttachment<?> attachment) {
    attachment.close();
    result(attachment.ended());
  }

  private RoleAttachment<RingReader> startReader() {
    RoleAttachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    return attachment;
  }

  private RoleAttachment<RingReader> reader(
      Executor executor, Function<MappedRing, RingReader> attach) {
    return attachment(executor, Role.READER, () -> directory, attach);
  }

  private RoleAttachment<RingWriter> writer(Function<MappedRing, RingWriter> attach) {
    return attachment(threads, Role.WRITER, () -> directory, attach);
  }

  /** Returns a writer that counts how often it tries to attach. */
  private RoleAttachment<RingWriter> countingWriter(AtomicInteger attempts) {
    return writer(
        ring -> {
          attempts.incrementAndGet();
          return RingWriter.attachWatched(ring);
        });
  }

  private static void awaitTwo(AtomicInteger attempts) {
    Await.until(() -> attempts.get() >= 2, () -> "it does not try again: attempts=" + attempts);
  }

  private <S extends AutoCloseable> RoleAttachment<S> attachment(
      Executor executor, Role role, Supplier<RingDirectory> where, Function<MappedRing, S> attach) {
    return new RoleAttachment<>(
        new PeerContext(conductor, executor),
        role,
        new RoleAttachment.Place(where, RING, SPEC),
        TestSide.ADAPTIVE,
        attach);
  }

  private <S extends AutoCloseable> void start(RoleAttachment<S> attachment) {
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

  private MappedRing openRing() {
    return MappedRing.openOrCreate(directory, RING, SPEC);
  }

  /** Opens a ring whose stream was completed but not drained. */
  private MappedRing endedStream() {
    MappedRing ring = openRing();
    RingWriter writer = RingWriter.attach(ring);
    writer.complete();
    writer.close();
    return ring;
  }

  /** Completes and deletes the ring, as the stage of a reader does at the end of a stream. */
  private static void drain(MappedRing ring) {
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

  /** Runs each task when the test says so. */
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
      Await.until(() -> (task[0] = next()) != null, () -> "no task is submitted");
      task[0].run();
    }

    void runRest(RoleAttachment<?> attachment) {
      Await.until(
          () -> {
            Runnable task = next();
            if (task != null) {
              task.run();
            }
            return attachment.ended().toCompletableFuture().isDone();
          },
          () -> "not released");
    }
  }
}
