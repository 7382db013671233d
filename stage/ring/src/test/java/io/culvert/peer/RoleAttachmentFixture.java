package io.culvert.peer;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.conductor.Conductor;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.testing.Await;
import io.culvert.testing.OpenFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The directory, the conductor and the outcome of an attachment, of which a test may leave nothing.
 */
abstract class RoleAttachmentFixture {

  static final String RING = "ring";
  static final String CONDUCTOR = "of-attachments";
  static final RingSpec SPEC = RingSpec.ofBytes(64 * 1024);

  @TempDir Path temporary;

  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  final Conductor conductor = new Conductor(CONDUCTOR, Thread::new, errors::add);
  final ExecutorService threads = Executors.newCachedThreadPool();
  final CompletableFuture<AutoCloseable> attached = new CompletableFuture<>();
  final List<Throwable> failures = new CopyOnWriteArrayList<>();
  RingDirectory directory;

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

  RoleAttachment<RingReader> startReader() {
    RoleAttachment<RingReader> attachment = reader(threads, RingReader::attachWatched);
    start(attachment);
    return attachment;
  }

  RoleAttachment<RingReader> reader(Executor executor, Function<MappedRing, RingReader> attach) {
    return attachment(executor, Role.READER, () -> directory, attach);
  }

  RoleAttachment<RingWriter> writer(Function<MappedRing, RingWriter> attach) {
    return attachment(threads, Role.WRITER, () -> directory, attach);
  }

  /** Returns a writer that counts how often it tries to attach. */
  RoleAttachment<RingWriter> countingWriter(AtomicInteger attempts) {
    return writer(
        ring -> {
          attempts.incrementAndGet();
          return RingWriter.attachWatched(ring);
        });
  }

  static void awaitTwo(AtomicInteger attempts) {
    Await.until(() -> attempts.get() >= 2, () -> "it does not try again: attempts=" + attempts);
  }

  <S extends AutoCloseable> RoleAttachment<S> attachment(
      Executor executor, Role role, Supplier<RingDirectory> where, Function<MappedRing, S> attach) {
    return new RoleAttachment<>(
        new PeerContext(conductor, executor),
        role,
        new RoleAttachment.Place(where, RING, SPEC),
        TestSide.ADAPTIVE,
        attach);
  }

  <S extends AutoCloseable> void start(RoleAttachment<S> attachment) {
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

  static void close(RoleAttachment<?> attachment) {
    attachment.close();
    result(attachment.ended());
  }

  Throwable awaitFailure() {
    Await.until(() -> failures.size() == 1, () -> "no failure is reported");
    return failures.get(0);
  }

  MappedRing openRing() {
    return MappedRing.openOrCreate(directory, RING, SPEC);
  }

  /** Opens a ring whose stream was completed but not drained. */
  MappedRing endedStream() {
    MappedRing ring = openRing();
    RingWriter writer = RingWriter.attach(ring);
    writer.complete();
    writer.close();
    return ring;
  }

  /** Completes and deletes the ring, as the stage of a reader does at the end of a stream. */
  static void drain(MappedRing ring) {
    RingReader reader = RingReader.attach(ring);
    assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
    reader.complete();
    reader.close();
    ring.delete();
    ring.close();
  }

  @SuppressWarnings("unchecked")
  static <R, E extends Throwable> R throwAny(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
