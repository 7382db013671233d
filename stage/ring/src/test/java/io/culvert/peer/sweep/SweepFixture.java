package io.culvert.peer.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.Finding;
import io.culvert.peer.Finding.Fate;
import io.culvert.peer.RingUser;
import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingFileHeader;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.OpenFiles;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The directory, the rings and the sweeps of the tests of {@link RingSweeper}. */
abstract class SweepFixture {

  static final String RING = "ring";
  private static final UnsafeBuffer MESSAGE = new UnsafeBuffer(new byte[100]);

  @TempDir Path temporary;
  RingDirectory directory;

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

  List<Finding> sweep() {
    SweepReport report = RingSweeper.sweep(directory);
    assertThat(report.otherAtWork()).isFalse();
    return Finding.of(report);
  }

  /** Sweeps, and returns the fate of the only file found. */
  Fate sweepOne() {
    List<Finding> findings = sweep();
    assertThat(findings).hasSize(1);
    return findings.get(0).fate();
  }

  static List<Path> files(List<Finding> findings, Fate fate) {
    return findings.stream().filter(finding -> finding.fate() == fate).map(Finding::file).toList();
  }

  Path ring(String name, BiConsumer<RingWriter, RingReader> use) {
    try (MappedRing ring = MappedRing.openOrCreate(directory, name, RingUser.SPEC);
        RingWriter writer = RingWriter.attach(ring);
        RingReader reader = RingReader.attach(ring)) {
      use.accept(writer, reader);
      return ring.path();
    }
  }

  Path endedRing(String name) {
    return ring(
        name,
        (writer, reader) -> {
          writer.complete();
          assertThat(reader.read()).isEqualTo(ReadResult.COMPLETED);
          reader.complete();
        });
  }

  static void offer(RingWriter writer) {
    assertThat(writer.offer(MESSAGE, 0, MESSAGE.capacity())).isTrue();
  }

  static void take(RingReader reader) {
    assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
    reader.release();
  }

  static void forgeBootId(Path ring, UUID bootId) throws IOException {
    RingFileHeader.forge(
        ring,
        header -> {
          header.putLong(RingDescriptor.BOOT_ID_OFFSET, bootId.getMostSignificantBits());
          header.putLong(
              RingDescriptor.BOOT_ID_OFFSET + Long.BYTES, bootId.getLeastSignificantBits());
        });
  }

  /** Creates the socket file that a killed process leaves: it exists, but no process listens. */
  Path createSocket(String name) throws IOException {
    Path file = directory.beside(name, ".sock");
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(file));
    }
    assertThat(file).exists();
    return file;
  }
}
