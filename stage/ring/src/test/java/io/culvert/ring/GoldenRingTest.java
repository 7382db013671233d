package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.culvert.exceptions.StreamEndedException;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingHeader;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.SharedMemoryDir;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a file of layout version 1 by {@link GoldenRing}, which all later versions must read. */
class GoldenRingTest {

  @TempDir(factory = SharedMemoryDir.class)
  Path path;

  private RingDirectory directory;

  @BeforeEach
  void unpack() throws IOException {
    directory = RingDirectory.local(path);
    try (InputStream zipped = GoldenRingTest.class.getResourceAsStream("/golden/ring-v1.ring.gz");
        InputStream file = new GZIPInputStream(zipped)) {
      Files.copy(file, directory.ring("golden"));
    }
  }

  @Test
  void shouldReadRingOfVersion1ToItsEnd() {
    try (MappedRing ring = MappedRing.open(directory, "golden", GoldenRing.SPEC);
        RingReader reader = RingReader.attach(ring)) {
      GoldenRing.assertReadsAsWritten(reader);
      assertThat(reader.position()).isEqualTo((1L << 40) + 95_608);
    }
  }

  @Test
  void shouldParseIdentityOfVersion1() {
    try (MappedRing ring = MappedRing.open(directory, "golden", GoldenRing.SPEC)) {
      RingHeader identity = ring.header();
      assertThat(identity.capacity()).isEqualTo(65_536);
      assertThat(identity.codecName()).isEqualTo("golden \u20ac");
      assertThat(identity.codecFingerprint()).isEqualTo(2026);
      assertThat(identity.firstPosition()).isEqualTo(1L << 40);
      assertThat(identity.ringId()).hasToString("b435173a-bdd4-4647-a992-ba98ff1d50f7");
      assertThat(ring.readerState()).isEqualTo(RoleStatus.FAILED);
      assertThat(ring.memory().readerReason(RingDescriptor.readerOffset(0)))
          .isEqualTo("reader's reason \u20ac");
    }
  }

  @Test
  void shouldTakeNextStreamWhenRingOfVersion1IsDrained() {
    try (MappedRing ring = MappedRing.open(directory, "golden", GoldenRing.SPEC)) {
      assertThatExceptionOfType(StreamEndedException.class)
          .isThrownBy(() -> RingWriter.attach(ring));
      try (RingReader reader = RingReader.attach(ring)) {
        GoldenRing.assertReadsAsWritten(reader);
        reader.complete();
      }
      try (RingWriter writer = RingWriter.attach(ring);
          RingReader reader = RingReader.attach(ring)) {
        RingMessages.offer(writer, 1, 20_000);
        RingMessages.assertReads(reader, 1, 20_000);
      }
    }
  }
}
