package io.culvert.peer.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.Finding;
import io.culvert.peer.Finding.Fate;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.layout.RingDescriptor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The files that a sweep finds beside valid rings: invalid rings, sockets, locks, other files. */
class SweptFilesTest extends SweepFixture {

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
  void shouldKeepLockFiles() {
    endedRing(RING);
    sweep();
    assertThat(directory.path().toFile().list())
        .containsExactlyInAnyOrder(
            ".sweep.lock", "ring.init.lock", "ring.writer.lock", "ring.reader-0.lock");
  }

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

  private Path unfinished() {
    return directory.beside(RING, ".ring." + new UUID(1, 2) + ".tmp");
  }
}
