package io.culvert.peer;

import io.culvert.conductor.Conductor;
import io.culvert.peer.lock.Role;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One role at a ring of numbers, acquired and released as a stage does it, but without a stage.
 *
 * @param <S> the side: a writer or a reader
 */
final class RoleUser<S extends AutoCloseable> implements AutoCloseable {

  static final String RING = "ring";

  /** Large enough that a single write does not fill it. */
  static final RingSpec SPEC = RingSpec.ofBytes(512 * 1024);

  private static final int TIMEOUT_SECONDS = 60;

  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private static final PeerLink.WaitPolicy WAIT_POLICY =
      new PeerLink.WaitPolicy(
          WaitStrategy.ADAPTIVE,
          Duration.ZERO,
          new PeerTimeouts(FOREVER, FOREVER, Duration.ofSeconds(10)));

  private final RoleAttachment<S> attachment;
  private final CompletableFuture<S> attached = new CompletableFuture<>();

  private RoleUser(
      Conductor conductor,
      Executor blocking,
      RingDirectory directory,
      Role role,
      Function<MappedRing, S> attach) {
    attachment =
        new RoleAttachment<>(
            new PeerContext(conductor, blocking),
            role,
            new RoleAttachment.Place(() -> directory, RING, SPEC),
            WAIT_POLICY,
            attach);
    attachment.start(side -> false, () -> {}).whenComplete(this::onAttached);
  }

  static RoleUser<RingWriter> writer(
      Conductor conductor, Executor blocking, RingDirectory directory) {
    return new RoleUser<>(conductor, blocking, directory, Role.WRITER, RingWriter::attachWatched);
  }

  static RoleUser<RingReader> reader(
      Conductor conductor, Executor blocking, RingDirectory directory) {
    return new RoleUser<>(conductor, blocking, directory, Role.READER, RingReader::attachWatched);
  }

  private void onAttached(RoleAttachment.Attached<S> taken, Throwable failure) {
    if (failure == null) {
      attached.complete(taken.side());
    } else {
      attached.completeExceptionally(failure);
    }
  }

  /** Waits for the side, and returns it. */
  S side() {
    return await(attached);
  }

  /** Returns after everything is released. */
  @Override
  public void close() {
    attachment.close();
    await(attachment.ended().toCompletableFuture());
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("the role is not acquired", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("the role is neither acquired nor refused", e);
    }
  }

  /** Writes the number after the last one that was published. */
  static void writeNext(RingWriter writer) {
    long number = writer.resumePoint().token().orElse(-1) + 1;
    UnsafeBuffer message = new UnsafeBuffer(new byte[Long.BYTES]);
    message.putLong(0, number);
    if (!writer.offer(message, 0, Long.BYTES, number)) {
      throw new AssertionError("no room: number=" + number);
    }
  }

  /** Reads all numbers in the ring, and the end of the stream if there is one. */
  static void readAll(RingReader reader, LongConsumer onNumber) {
    ReadResult result = reader.read();
    while (result == ReadResult.MESSAGE) {
      onNumber.accept(reader.payload().getLong(0));
      reader.release();
      result = reader.read();
    }
    if (result == ReadResult.COMPLETED) {
      reader.complete();
    }
  }
}
