package io.culvert.peer.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RoleAlreadyHeldException;
import io.culvert.peer.Finding;
import io.culvert.peer.RoleHolder;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deletion of a ring by its name, whatever it holds, unless a role is held. */
class DeletionByNameTest extends SweepFixture {

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
}
