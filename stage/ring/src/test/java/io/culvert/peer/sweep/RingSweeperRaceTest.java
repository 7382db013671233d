package io.culvert.peer.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.RingUser;
import io.culvert.peer.SweepingJvm;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLock;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that race with each other and with the users of the rings. */
class RingSweeperRaceTest {

  private static final String RING = "ring";

  @TempDir Path temporary;
  private RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(temporary.resolve("rings"));
  }

  @Test
  void shouldRemoveEachRingOnceWhenTwoJvmsSweep() throws Exception {
    int rings = 100;
    for (int i = 0; i < rings; i++) {
      try (MappedRing ring = MappedRing.openOrCreate(directory, RING + i, RingUser.SPEC);
          RingReader reader = RingReader.attach(ring)) {
        reader.cancel();
      }
    }
    Path go = temporary.resolve("go");
    try (ForkedJvm other = SweepingJvm.startSweeping(directory.path(), go, 20)) {
      Files.createFile(go);
      List<CompletableFuture<List<String>>> here =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> removed(20))).limit(2).toList();
      List<String> removed = new ArrayList<>();
      here.forEach(sweeps -> removed.addAll(sweeps.join()));
      assertThat(other.exitCode()).as(other.output()).isZero();
      removed.addAll(SweepingJvm.removed(other));
      assertThat(removed)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, rings).mapToObj(i -> RING + i + ".ring").toList());
    }
  }

  private List<String> removed(int sweeps) {
    return IntStream.range(0, sweeps)
        .mapToObj(i -> RingSweeper.sweep(directory))
        .flatMap(report -> report.removed().stream())
        .map(file -> file.getFileName().toString())
        .toList();
  }

  /** Every stream reaches its reader, however often another thread sweeps. */
  @Test
  void shouldNeverRemoveRingInUseWhileSweeping() {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> sweeps =
        CompletableFuture.runAsync(
            () -> {
              while (!done.get()) {
                RingSweeper.sweep(directory);
              }
            });
    try {
      IntPredicate isLast = round -> round % 5 == 4;
      for (int round = 0; round < 200; round++) {
        write(round, isLast.test(round));
        read(round, isLast.test(round));
      }
    } finally {
      done.set(true);
      sweeps.join();
    }
  }

  private void write(int number, boolean last) {
    RoleLock role = take(Role.WRITER);
    try (MappedRing ring = MappedRing.openOrCreate(directory, RING, RingUser.SPEC);
        RingWriter writer = RingWriter.attach(ring)) {
      UnsafeBuffer message = new UnsafeBuffer(new byte[Integer.BYTES]);
      message.putInt(0, number);
      assertThat(writer.offer(message, 0, message.capacity())).isTrue();
      if (last) {
        writer.complete();
      }
    } finally {
      giveBack(role);
    }
  }

  private void read(int number, boolean last) {
    RoleLock role = take(Role.READER);
    try (MappedRing ring = MappedRing.open(directory, RING, RingUser.SPEC);
        RingReader reader = RingReader.attach(ring)) {
      assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
      assertThat(reader.payload().getInt(0)).isEqualTo(number);
      reader.release();
      assertThat(reader.read()).isEqualTo(last ? ReadResult.COMPLETED : ReadResult.EMPTY);
      if (last) {
        reader.complete(); // leaves the ring to the sweeps
      }
    } finally {
      giveBack(role);
    }
    if (last) {
      Await.until(() -> !Files.exists(directory.ring(RING)), () -> "not removed: round=" + number);
    }
  }

  private RoleLock take(Role role) {
    RoleLocks.Attempt[] attempt = new RoleLocks.Attempt[1];
    Await.until(
        () -> {
          try {
            attempt[0] = RoleLocks.tryAcquire(directory, RING, role);
            return attempt[0].succeeded();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        () -> "the role is not free: role=" + role);
    return attempt[0].lock();
  }

  private static void giveBack(RoleLock role) {
    try {
      RoleLocks.unlock(role);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
