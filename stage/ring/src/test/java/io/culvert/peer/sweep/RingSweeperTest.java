package io.culvert.peer.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.peer.Finding;
import io.culvert.peer.Finding.Fate;
import io.culvert.peer.RingUser;
import io.culvert.peer.RoleHolder;
import io.culvert.peer.SweepingJvm;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import io.culvert.testing.OpenFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that a sweep removes from a directory, and above all those that it keeps. */
class RingSweeperTest {

  private static final String RING = "ring";
  private static final UnsafeBuffer MESSAGE = new UnsafeBuffer(new byte[100]);

  @TempDir Path temporary;
  private RingDirectory directory;

  @BeforeEach
  void createDirectory() {
    directory = RingDirectory.local(temporary.resolve("rings"));
  }

  @AfterEach
  void assertNothingIsLeft() throws IOException {
    assertThat(OpenFiles.below(directory.path())).isEmpty();
    for (Role role : Role.values()) {
      if (!Files.isSymbolicLink(directory.beside(RING, role.lockSuffix()))) {
        RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, RING, role);
        assertThat(attempt.succeeded()).as("the lock of the %s is free", role).isTrue();
        RoleLocks.unlock(attempt.lock());
      }
    }
  }

  // Rings by their content.

  @Test
  void shouldRemoveRingWhenEndWasRead() throws IOException {
    Path ring = endedRing(RING);
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
    assertThat(ring).doesNotExist();
    assertThat(sweep()).isEmpty();
  }

  @Test
  void shouldRemoveRingWhenReaderCancelled() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          reader.cancel();
        });
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldKeepRingWhenOnlyEndIsUnread() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          take(reader);
          writer.complete();
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenElementsAndEndAreUnread() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          writer.complete();
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenElementsAreUnread() {
    ring(RING, (writer, reader) -> offer(writer));
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenReaderFailed() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          reader.fail("reason");
          writer.complete();
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenStreamHasNotEnded() {
    ring(
        RING,
        (writer, reader) -> {
          offer(writer);
          take(reader);
        });
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldKeepRingWhenNeverUsed() {
    MappedRing.openOrCreate(directory, RING, RingUser.SPEC).close();
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  @Test
  void shouldRemoveRingOfAnEarlierBoot() throws IOException {
    Path ring = ring(RING, (writer, reader) -> offer(writer));
    forgeBootId(ring, UUID.randomUUID());
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
    assertThat(ring).doesNotExist();
  }

  @Test
  void shouldKeepRingWhenBootIsUnknown() throws IOException {
    Path ring = ring(RING, (writer, reader) -> offer(writer));
    forgeBootId(ring, new UUID(0, 0));
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
  }

  // Rings whose roles are held.

  @ParameterizedTest
  @EnumSource
  void shouldKeepRingAndLockWhenRoleIsHeldInThisJvm(Role role) throws Exception {
    endedRing(RING);
    RoleLocks.Attempt held = RoleLocks.tryAcquire(directory, RING, role);
    try {
      assertThat(sweep())
          .singleElement()
          .isEqualTo(
              new Finding(
                  directory.ring(RING),
                  Fate.IN_USE,
                  "role=" + role + ", holder=this JVM, pid " + ProcessHandle.current().pid()));
      assertThat(directory.ring(RING)).exists();
      try (ForkedJvm other = RoleHolder.attempt(directory.path(), RING, role.name())) {
        assertThat(other.output()).contains("refused by");
      }
    } finally {
      RoleLocks.unlock(held.lock());
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepRingWhenRoleIsHeldInAnotherJvm(Role role) throws Exception {
    Path ring = endedRing(RING);
    forgeBootId(ring, UUID.randomUUID());
    try (ForkedJvm other = RoleHolder.start(directory.path(), RING, role.name())) {
      assertThat(sweep())
          .singleElement()
          .isEqualTo(
              new Finding(
                  ring, Fate.IN_USE, "role=" + role + ", holder=pid " + other.process().pid()));
      assertThat(ring).exists();
      Role free = role.other();
      assertThat(directory.beside(RING, free.lockSuffix()))
          .as("the lock that the other JVM may be watching is not touched")
          .doesNotExist();
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldKeepRingOfKilledJvmWhenNotDrained() throws Exception {
    try (ForkedJvm user = RingUser.start(directory.path(), RING, RingUser.Work.UNDRAINED)) {
      assertThat(user.output()).contains("done");
      assertThat(sweepOne()).isEqualTo(Fate.IN_USE);
    }
    assertIsKeptWithItsContent(Fate.NOT_ENDED);
    try (MappedRing ring = MappedRing.open(directory, RING, RingUser.SPEC);
        RingReader reader = RingReader.attach(ring)) {
      for (int i = 0; i < RingUser.MESSAGES; i++) {
        take(reader);
      }
      assertThat(reader.read()).isEqualTo(ReadResult.EMPTY);
    }
  }

  @Test
  void shouldRemoveRingOfKilledJvmWhenDrained() throws Exception {
    try (ForkedJvm user = RingUser.start(directory.path(), RING, RingUser.Work.DRAINED)) {
      assertThat(user.output()).contains("done");
      assertThat(sweepOne()).isEqualTo(Fate.IN_USE);
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldHoldRolesBetweenCheckAndDeletion() throws Exception {
    Path ring = endedRing(RING);
    CompletableFuture<Fate> fate;
    try (FileChannel init =
            FileChannel.open(directory.beside(RING, ".init.lock"), StandardOpenOption.WRITE);
        FileLock held = init.lock()) {
      fate = CompletableFuture.supplyAsync(this::sweepOne);
      Await.until(RingSweeperTest::isDeletionPending, () -> "no deletion starts");
      for (Role role : Role.values()) {
        RoleLocks.Attempt attempt = RoleLocks.tryAcquire(directory, RING, role);
        if (attempt.succeeded()) {
          RoleLocks.unlock(attempt.lock());
        }
        assertThat(attempt.succeeded()).as("the %s attaches", role).isFalse();
      }
      assertThat(held.isValid()).isTrue();
      assertThat(ring).exists();
    }
    assertThat(fate.join()).isEqualTo(Fate.REMOVED);
  }

  private static boolean isDeletionPending() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().equals("culvert-sweeper"))
        .flatMap(thread -> Stream.of(thread.getValue()))
        .anyMatch(frame -> frame.getClassName().equals("io.culvert.ring.file.CreationLock"));
  }

  @Test
  void shouldKeepLockFiles() {
    endedRing(RING);
    sweep();
    assertThat(directory.path().toFile().list())
        .containsExactlyInAnyOrder(
            ".sweep.lock", "ring.init.lock", "ring.writer.lock", "ring.reader-0.lock");
  }

  // Files that are not valid rings.

  @Test
  void shouldReportOtherFilesAndContinue() throws IOException {
    Path other = Files.writeString(directory.ring("a-other"), "x".repeat(100_000));
    Path empty = Files.createFile(directory.ring("b-empty"));
    Path folder = Files.createDirectory(directory.ring("c-folder"));
    Path link = Files.createSymbolicLink(directory.ring("d-link"), endedRing("z"));
    Path nowhere = Files.createSymbolicLink(directory.ring("e-nowhere"), temporary.resolve("none"));

    List<Finding> findings = sweep();

    assertThat(files(findings, Fate.NOT_JUDGED))
        .containsExactly(other, empty, folder, link, nowhere);
    assertThat(files(findings, Fate.REMOVED)).containsExactly(directory.ring("z"));
    assertThat(findings)
        .filteredOn(finding -> finding.fate() == Fate.NOT_JUDGED)
        .allSatisfy(finding -> assertThat(finding.why()).isNotBlank());
    assertThat(List.of(other, empty, folder)).allSatisfy(file -> assertThat(file).exists());
    assertThat(List.of(link, nowhere)).allSatisfy(file -> assertThat(file).isSymbolicLink());
    assertThat(directory.path()).isDirectoryNotContaining("glob:**[a-e]-*.lock");
  }

  @Test
  void shouldNotJudgeInvalidRing() throws IOException {
    Path version = endedRing("version");
    RingFileHeader.forge(version, header -> header.putInt(RingDescriptor.VERSION_OFFSET, 2));
    Path checksum = endedRing("checksum");
    forgeBootId(checksum, UUID.randomUUID());
    RingFileHeader.damage(checksum, header -> header.put(RingDescriptor.CREATED_OFFSET, (byte) 77));
    Path tail = endedRing("tail");
    RingFileHeader.damage(tail, header -> header.putLong(RingDescriptor.TAIL_OFFSET, -8));
    Path state = endedRing("state");
    RingFileHeader.damage(
        state,
        header -> header.put(RingDescriptor.readerOffset(0) + RingDescriptor.STATUS, (byte) 99));
    Path truncated = endedRing("truncated");
    try (RandomAccessFile file = new RandomAccessFile(truncated.toFile(), "rw")) {
      file.setLength(RingDescriptor.DATA_OFFSET + 8);
    }
    assertThat(files(sweep(), Fate.NOT_JUDGED))
        .containsExactlyInAnyOrder(version, checksum, tail, state, truncated);
    assertThat(List.of(version, checksum, tail, state, truncated))
        .allSatisfy(file -> assertThat(file).exists());
  }

  @Test
  void shouldNotJudgeRingWhenLockFileIsLink() throws IOException {
    endedRing(RING);
    Path target = temporary.resolve("target");
    Files.createSymbolicLink(directory.beside(RING, ".reader-0.lock"), target);
    assertThat(sweepOne()).isEqualTo(Fate.NOT_JUDGED);
    assertThat(target).doesNotExist();
    assertThat(directory.ring(RING)).exists();
  }

  @Test
  void shouldIgnoreFilesWithOtherNames() throws IOException {
    List<String> names =
        List.of(
            "notes.txt",
            ".ring",
            "-a.ring",
            "ring.writer.lock",
            "ring.ring.tmp",
            "ring.ring.1-2-3-4-5.tmp",
            UUID.randomUUID() + ".tmp",
            ".sock");
    for (String name : names) {
      Files.createFile(directory.path().resolve(name));
    }
    assertThat(sweep()).isEmpty();
    assertThat(directory.path().toFile().list()).contains(names.toArray(String[]::new));
  }

  // Files beside rings.

  @Test
  void shouldRemoveUnfinishedRingWhenRolesAreFree() throws IOException {
    Path unfinished = Files.createFile(unfinished());
    for (Role role : Role.values()) {
      RoleLocks.Attempt held = RoleLocks.tryAcquire(directory, RING, role);
      assertThat(sweepOne()).isEqualTo(Fate.IN_USE);
      assertThat(unfinished).exists();
      RoleLocks.unlock(held.lock());
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void shouldNotJudgeLinkNamedLikeUnfinishedRing() throws IOException {
    Path target = Files.createFile(temporary.resolve("target"));
    Files.createSymbolicLink(unfinished(), target);
    assertThat(sweepOne()).isEqualTo(Fate.NOT_JUDGED);
    assertThat(unfinished()).isSymbolicLink();
    assertThat(target).exists();
  }

  @Test
  void shouldRemoveSocketWithoutRingWhenReaderRoleIsFree() throws IOException {
    Path socket = createSocket(RING);
    RoleLocks.Attempt held = RoleLocks.tryAcquire(directory, RING, Role.READER);
    assertThat(sweepOne()).isEqualTo(Fate.IN_USE);
    assertThat(socket).exists();
    RoleLocks.unlock(held.lock());
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
    assertThat(socket).doesNotExist();
  }

  @Test
  void shouldKeepSocketWhenRingIsKept() throws IOException {
    ring(RING, (writer, reader) -> offer(writer));
    Path socket = createSocket(RING);
    assertThat(sweepOne()).isEqualTo(Fate.NOT_ENDED);
    assertThat(socket).exists();
  }

  @Test
  void shouldRemoveSocketWithItsRing() throws IOException {
    endedRing(RING);
    Path socket = createSocket(RING);
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
    assertThat(socket).doesNotExist();
  }

  @Test
  void shouldNotJudgeFileNamedLikeSocket() throws IOException {
    Path file = Files.createFile(directory.beside(RING, ".sock"));
    assertThat(sweepOne()).isEqualTo(Fate.NOT_JUDGED);
    assertThat(file).exists();
    endedRing(RING);
    assertThat(files(sweep(), Fate.REMOVED)).containsExactly(directory.ring(RING));
    assertThat(file).exists();
  }

  // Concurrent and interrupted sweeps.

  @Test
  void shouldDoNothingWhenThisJvmIsSweeping() throws Exception {
    Path ring = endedRing(RING);
    RoleLocks.Attempt first = RoleLocks.tryAcquire(directory.path().resolve(".sweep.lock"));
    assertThat(RingSweeper.sweep(directory).otherAtWork()).isTrue();
    assertThat(ring).exists();
    RoleLocks.unlock(first.lock());
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldDoNothingUntilSweepingJvmIsKilled() throws Exception {
    endedRing(RING);
    try (ForkedJvm other = SweepingJvm.startHolding(directory.path())) {
      assertThat(other.output()).contains("ready");
      assertThat(RingSweeper.sweep(directory).otherAtWork()).isTrue();
      assertThat(RingSweeper.sweep(directory).otherAtWork()).as("asking does not end it").isTrue();
      assertThat(directory.ring(RING)).exists();
    }
    assertThat(sweepOne()).isEqualTo(Fate.REMOVED);
  }

  @Test
  void shouldNotFollowLinkWhenItReplacesSweepLock() throws IOException {
    Path target = temporary.resolve("target");
    Path link = Files.createSymbolicLink(directory.path().resolve(".sweep.lock"), target);
    assertThatThrownBy(() -> RingSweeper.sweep(directory))
        .isInstanceOf(RingStorageException.class)
        .hasMessageContaining(link.toString());
    assertThat(target).doesNotExist();
  }

  @Test
  void shouldSweepAndStayInterruptedWhenInterrupted() {
    endedRing(RING);
    Thread.currentThread().interrupt();
    Fate fate;
    boolean interrupted;
    try {
      fate = sweepOne();
    } finally {
      interrupted = Thread.interrupted();
    }
    assertThat(fate).isEqualTo(Fate.REMOVED);
    assertThat(interrupted).isTrue();
  }

  @Test
  void shouldSweepWhenInterruptedRepeatedly() throws Exception {
    int rings = 50;
    for (int i = 0; i < rings; i++) {
      endedRing("ring" + i);
    }
    Thread caller = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                caller.interrupt();
              }
            });
    interrupter.start();
    List<Finding> findings;
    try {
      findings = sweep();
    } finally {
      interrupter.interrupt();
      while (interrupter.isAlive()) {
        Thread.interrupted();
        Thread.onSpinWait();
      }
      Thread.interrupted();
    }
    assertThat(files(findings, Fate.REMOVED)).hasSize(rings);
  }

  // Deletion by name.

  @Test
  void shouldDeleteRingByNameWhenElementsAreUnread() throws IOException {
    Path ring = ring(RING, (writer, reader) -> offer(writer));
    Path socket = createSocket(RING);
    assertThat(RingSweeper.delete(directory, RING)).isTrue();
    assertThat(ring).doesNotExist();
    assertThat(socket).doesNotExist();
    assertThat(RingSweeper.delete(directory, RING)).isFalse();
  }

  @Test
  void shouldDeleteAndStayInterruptedWhenInterrupted() {
    endedRing(RING);
    Thread.currentThread().interrupt();
    boolean deleted;
    boolean interrupted;
    try {
      deleted = RingSweeper.delete(directory, RING);
    } finally {
      interrupted = Thread.interrupted();
    }
    assertThat(deleted).isTrue();
    assertThat(interrupted).isTrue();
  }

  @Test
  void shouldReturnFalseWhenDeletedRingDoesNotExist() {
    assertThat(RingSweeper.delete(directory, RING)).isFalse();
    assertThat(directory.path()).isEmptyDirectory();
  }

  @Test
  void shouldDeleteInvalidRingByName() throws IOException {
    Files.writeString(directory.ring(RING), "no ring");
    assertThat(RingSweeper.delete(directory, RING)).isTrue();
    assertThat(directory.ring(RING)).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotDeleteRingWhenRoleIsHeldInThisJvm(Role role) throws Exception {
    endedRing(RING);
    RoleLocks.Attempt held = RoleLocks.tryAcquire(directory, RING, role);
    assertThatThrownBy(() -> RingSweeper.delete(directory, RING))
        .isInstanceOf(RoleAlreadyHeldException.class)
        .hasMessageContaining("role=" + role)
        .hasMessageContaining("holder=this JVM, pid " + ProcessHandle.current().pid());
    assertThat(directory.ring(RING)).exists();
    RoleLocks.unlock(held.lock());
    assertThat(RingSweeper.delete(directory, RING)).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotDeleteRingWhenRoleIsHeldInAnotherJvm(Role role) throws Exception {
    endedRing(RING);
    try (ForkedJvm other = RoleHolder.start(directory.path(), RING, role.name())) {
      assertThatThrownBy(() -> RingSweeper.delete(directory, RING))
          .isInstanceOf(RoleAlreadyHeldException.class)
          .hasMessageContaining("role=" + role)
          .hasMessageContaining("holder=pid " + other.process().pid());
      assertThat(directory.ring(RING)).exists();
    }
    assertThat(RingSweeper.delete(directory, RING)).isTrue();
  }

  @Test
  void shouldNotDeleteLinkByName() throws IOException {
    Files.createSymbolicLink(directory.ring(RING), endedRing("target"));
    assertThatThrownBy(() -> RingSweeper.delete(directory, RING))
        .isInstanceOf(RingStorageException.class);
    assertThat(directory.ring(RING)).isSymbolicLink();
    assertThat(directory.ring("target")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../ring", "a/b", ".sweep"})
  void shouldRejectInvalidName(String name) {
    assertThatThrownBy(() -> RingSweeper.delete(directory, name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSweepDirectoryByItsPath() {
    Path ring = endedRing(RING);
    assertThat(RingSweeper.sweep(directory.path()).removed()).containsExactly(ring);
  }

  @Test
  void shouldDeleteRingByPathOfItsDirectory() {
    Path ring = endedRing(RING);
    assertThat(RingSweeper.delete(directory.path(), RING)).isTrue();
    assertThat(ring).doesNotExist();
    assertThat(RingSweeper.delete(directory.path(), RING)).isFalse();
  }

  @Test
  void shouldFindNothingWhenDirectoryIsMissing() {
    Path missing = temporary.resolve("missing");
    SweepReport report = RingSweeper.sweep(missing);
    assertThat(report.otherAtWork()).isFalse();
    assertThat(Finding.of(report)).isEmpty();
    assertThat(RingSweeper.delete(missing, RING)).isFalse();
    assertThatThrownBy(() -> RingSweeper.delete(missing, "../ring"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(missing).doesNotExist();
  }

  private List<Finding> sweep() {
    SweepReport report = RingSweeper.sweep(directory);
    assertThat(report.otherAtWork()).isFalse();
    return Finding.of(report);
  }

  /** Sweeps, and returns the fate of the only file found. */
  private Fate sweepOne() {
    List<Finding> findings = sweep();
    assertThat(findings).hasSize(1);
    return findings.get(0).fate();
  }

  private static List<Path> files(List<Finding> findings, Fate fate) {
    return findings.stream().filter(finding -> finding.fate() == fate).map(Finding::file).toList();
  }

  private void assertIsKeptWithItsContent(Fate fate) {
    byte[] before = content();
    assertThat(sweepOne()).isEqualTo(fate);
    assertThat(content()).isEqualTo(before);
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(directory.ring(RING));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path ring(String name, BiConsumer<RingWriter, RingReader> use) {
    try (MappedRing ring = MappedRing.openOrCreate(directory, name, RingUser.SPEC);
        RingWriter writer = RingWriter.attach(ring);
        RingReader reader = RingReader.attach(ring)) {
      use.accept(writer, reader);
      return ring.path();
    }
  }

  private Path endedRing(String name) {
    return ring(
        name,
        (writer, reader) -> {
          writer.complete();
          assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
          reader.complete();
        });
  }

  private static void offer(RingWriter writer) {
    assertThat(writer.offer(MESSAGE, 0, MESSAGE.capacity())).isTrue();
  }

  private static void take(RingReader reader) {
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    reader.release();
  }

  private static void forgeBootId(Path ring, UUID bootId) throws IOException {
    RingFileHeader.forge(
        ring,
        header -> {
          header.putLong(RingDescriptor.BOOT_ID_OFFSET, bootId.getMostSignificantBits());
          header.putLong(
              RingDescriptor.BOOT_ID_OFFSET + Long.BYTES, bootId.getLeastSignificantBits());
        });
  }

  private Path unfinished() {
    return directory.beside(RING, ".ring." + new UUID(1, 2) + ".tmp");
  }

  /** Creates the socket file that a killed process leaves: it exists, but no process listens. */
  private Path createSocket(String name) throws IOException {
    Path file = directory.beside(name, ".sock");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(file));
    }
    assertThat(file).exists();
    return file;
  }
}
