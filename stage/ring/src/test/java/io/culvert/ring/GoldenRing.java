package io.culvert.ring;

import static io.culvert.testing.Messages.assertIsMessage;
import static io.culvert.testing.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.StreamFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/**
 * Creates the ring file under {@code golden/} and checks its content. The file is kept forever: run
 * {@link #main} only for a new layout version, with the name of a new file.
 */
final class GoldenRing {

  /** The spec of the ring in the file. */
  static final RingSpec SPEC =
      new RingSpec(RingDescriptor.MIN_CAPACITY, 40_000, "golden \u20ac", 20_26);

  /** How the stream in the file ends. */
  static final StreamFailure FAILURE =
      new StreamFailure("com.example.Failure", "golden message \u20ac", "at a.B.c(B.java:1)\nat d");

  /** Long enough for the messages to wrap around the end of the data area. */
  private static final int[] RELEASED = {16_000, 16_000, 16_000, 8_000};

  private static final int[] KEPT = {0, 1, 7, 8, 9, 5_000, 10_000, 20_000, 3};

  private GoldenRing() {}

  /**
   * Creates the file.
   *
   * @param args the path of the file
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createTempDirectory("golden-");
    RingDirectory checked = RingDirectory.local(directory);
    try (MappedRing ring = MappedRing.openOrCreate(checked, "golden", SPEC, 1L << 40)) {
      write(ring);
      try (OutputStream file = Files.newOutputStream(Path.of(args[0]));
          OutputStream zipped = new GZIPOutputStream(file)) {
        Files.copy(ring.path(), zipped);
      }
      ring.delete();
    }
  }

  private static void write(MappedRing ring) {
    try (RingWriter writer = RingWriter.attach(ring);
        RingReader reader = RingReader.attach(ring)) {
      for (int i = 0; i < RELEASED.length; i++) {
        RingMessages.offer(writer, i, RELEASED[i]);
        RingMessages.assertReads(reader, i, RELEASED[i]);
        reader.release();
      }
      for (int i = 0; i < KEPT.length; i++) {
        assertThat(writer.offer(message(100 + i, KEPT[i]), 0, KEPT[i])).isTrue();
      }
      reader.fail("reader's reason \u20ac");
      writer.fail(FAILURE);
    }
  }

  /** Reads the ring to its end without changing it. */
  static void assertReadsAsWritten(RingReader reader) {
    for (int i = 0; i < KEPT.length; i++) {
      assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
      assertIsMessage(reader.payload(), 100 + i, KEPT[i]);
    }
    assertThat(reader.read()).isEqualTo(ReadResult.FAILED);
    assertThat(reader.failure()).isEqualTo(FAILURE);
  }
}
