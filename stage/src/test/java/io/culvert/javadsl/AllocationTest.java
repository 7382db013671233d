package io.culvert.javadsl;

import static io.culvert.testing.StageFixture.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingSpec;
import io.culvert.ring.RingWriter;
import io.culvert.testing.Allocations;
import io.culvert.testing.StageFixture;
import org.agrona.MutableDirectBuffer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A message allocates its element, and nothing beyond it. The rings have room for all messages, so
 * that nobody waits: how often somebody does is a matter of chance, and a wake-up is not free.
 */
class AllocationTest {

  /** For more than 400,000 messages. */
  private static final int CAPACITY = 64 * 1024 * 1024;

  private static final int LENGTH = 64;

  /** An array of 64 bytes, and its header. */
  private static final double ELEMENT = 80;

  /** Of a byte a message: what the interpreter does now and then, whatever its stages are. */
  private static final double HARDLY = 0.5;

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  @Test
  void theRingAllocatesNothing() {
    assertThat(
            Allocations.perMessage(
                count -> {
                  try (RingFile file = open()) {
                    write(file, count);
                    assertThat(drain(file)).isEqualTo(count);
                    file.delete();
                  }
                }))
        .isCloseTo(0, within(HARDLY));
  }

  @Test
  void aSinkAllocatesNothing() {
    byte[] element = new byte[LENGTH];
    double withoutSink =
        Allocations.perMessage(
            count ->
                result(
                    Source.repeat(element)
                        .take(count)
                        .runWith(Sink.ignore(), fixture.materializer())));
    double withSink =
        Allocations.perMessage(
            count -> {
              result(
                  Source.repeat(element)
                      .take(count)
                      .runWith(
                          RingSink.create(fixture.name(), Codecs.bytes(), settings()),
                          fixture.materializer()));
              try (RingFile file = open()) {
                assertThat(drain(file)).isEqualTo(count);
                file.delete();
              }
            });
    assertThat(withSink).isCloseTo(withoutSink, within(HARDLY));
  }

  @Test
  void aSourceAllocatesItsElements() {
    assertThat(
            Allocations.perMessage(
                count -> {
                  try (RingFile file = open()) {
                    write(file, count);
                  }
                  RingControl source =
                      RingSource.create(fixture.name(), Codecs.bytes(), settings())
                          .to(Sink.ignore())
                          .run(fixture.materializer());
                  result(source.isShutdown()); // it has deleted the ring: the next one is new
                }))
        .isCloseTo(ELEMENT, within(HARDLY));
  }

  private static RingSettings settings() {
    return fixture.settings().withCapacity(CAPACITY);
  }

  private static RingFile open() {
    return RingFile.openOrCreate(
        RingDirectory.local(fixture.directory()),
        fixture.name(),
        new RingSpec(CAPACITY, CAPACITY / 4, Codecs.bytes().name(), Codecs.bytes().fingerprint()));
  }

  private static void write(RingFile file, int count) {
    try (RingWriter writer = RingWriter.attach(file)) {
      for (int i = 0; i < count; i++) {
        MutableDirectBuffer claim = writer.claim(LENGTH);
        claim.putLong(0, i);
        writer.commit(LENGTH);
        writer.publish();
      }
      writer.complete();
    }
  }

  private static int drain(RingFile file) {
    try (RingReader reader = RingReader.attach(file)) {
      int count = 0;
      while (reader.read() == ReadResult.MESSAGE) {
        count++;
        reader.release();
      }
      reader.complete();
      return count;
    }
  }
}
