package io.culvert.stage;

import static io.culvert.testing.Await.failure;
import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.fixture.StageFixture;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.javadsl.RingSource;
import io.culvert.ring.layout.RingDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are not a valid ring for a side: each fails the stage that opens it, with the reason.
 */
class BadRingTest {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private interface Damage {
    void to(Path ring) throws IOException;
  }

  /** The damage of a ring, and the exception expected for it. */
  private record Case(
      String name,
      Damage damage,
      UnaryOperator<RingSettings> settings,
      Class<? extends Exception> type,
      List<String> message) {

    Case(String name, Damage damage, Class<? extends Exception> type, String... message) {
      this(name, damage, UnaryOperator.identity(), type, List.of(message));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> badRings() {
    return Stream.of(
        new Case(
            "wrong magic",
            ring -> putInt(ring, RingDescriptor.MAGIC_OFFSET, 7),
            IncompatibleRingException.class,
            "field=magic",
            "wanted=" + RingDescriptor.MAGIC),
        new Case(
            "another version",
            ring -> putInt(ring, RingDescriptor.VERSION_OFFSET, 2),
            IncompatibleRingException.class,
            "field=layout version",
            "found=2",
            "wanted=1"),
        new Case(
            "damaged identity",
            ring -> putInt(ring, RingDescriptor.CREATED_OFFSET, 7),
            CorruptRingException.class,
            "field=identity checksum",
            "wanted="),
        new Case(
            "unknown must-understand bit",
            ring -> putSigned(ring, RingDescriptor.MUST_UNDERSTAND_OFFSET, 4),
            IncompatibleRingException.class,
            "field=must-understand bits",
            "found=4",
            "wanted=0"),
        new Case(
            "another boot",
            ring -> putSigned(ring, RingDescriptor.BOOT_ID_OFFSET, 4),
            IncompatibleRingException.class,
            "field=boot id",
            "found=",
            "wanted=that of the running system"),
        new Case(
            "another codec",
            ring -> putSigned(ring, RingDescriptor.CODEC_NAME_OFFSET, 'u' | 't' << 8 | 'f' << 16),
            IncompatibleRingException.class,
            "field=codec",
            "wanted=utf8"),
        new Case(
            "another codec fingerprint",
            ring -> putSigned(ring, RingDescriptor.CODEC_FINGERPRINT_OFFSET, 2),
            IncompatibleRingException.class,
            "field=codec fingerprint",
            "found=2",
            "wanted=1"),
        new Case(
            "another capacity",
            ring -> {},
            settings -> settings.withCapacity(2 * StageFixture.CAPACITY),
            IncompatibleRingException.class,
            List.of("field=capacity", "found=65536", "wanted=131072")),
        new Case(
            "truncated",
            ring -> truncate(ring, 4096),
            RingStorageException.class,
            "length=4096",
            "wanted=" + RingDescriptor.fileLength(StageFixture.CAPACITY)),
        new Case(
            "empty file",
            ring -> truncate(ring, 0),
            RingStorageException.class,
            "length=0",
            "wanted=512"),
        new Case(
            "symbolic link",
            ring -> {
              Path elsewhere = ring.resolveSibling("elsewhere.lock");
              Files.move(ring, elsewhere);
              Files.createSymbolicLink(ring, elsewhere);
            },
            RingStorageException.class,
            "symbolic link not followed"),
        new Case(
            "directory",
            ring -> {
              Files.delete(ring);
              Files.createDirectory(ring);
            },
            RingStorageException.class,
            "not a regular file"),
        new Case(
            "head that is no position",
            ring -> putInt(ring, RingDescriptor.readerOffset(0), 3),
            CorruptRingException.class,
            "field=head",
            "found=3",
            "wanted=a multiple of 8"),
        new Case(
            "tail beyond the capacity",
            ring -> putInt(ring, RingDescriptor.TAIL_OFFSET, StageFixture.CAPACITY + 8),
            CorruptRingException.class,
            "field=tail",
            "found=65544",
            "wanted=a multiple of 8"),
        new Case(
            "unknown reader status",
            ring -> putInt(ring, RingDescriptor.readerOffset(0) + RingDescriptor.STATUS, 99),
            CorruptRingException.class,
            "field=reader status",
            "found=99",
            "wanted=a known state"));
  }

  @ParameterizedTest
  @MethodSource("badRings")
  void shouldFailSourceWhenRingIsInvalid(Case bad) throws IOException {
    damageRing(bad);
    Pair<RingControl, CompletionStage<Done>> running =
        RingSource.create(fixture.name(), codec(), bad.settings().apply(fixture.settings()))
            .toMat(Sink.ignore(), Keep.both())
            .run(fixture.materializer());
    assertSays(failure(running.second()), bad);
    assertThat(result(running.first().isShutdown())).isEqualTo(Done.getInstance());
    fixture.assertOtherStreamsWork();
  }

  @ParameterizedTest
  @MethodSource("badRings")
  void shouldFailSinkAndCancelUpstreamWhenRingIsInvalid(Case bad) throws IOException {
    damageRing(bad);
    Pair<TestPublisher.Probe<String>, RingSinkControl> running =
        fixture
            .upstream()
            .toMat(
                RingSink.withControl(
                    fixture.name(), codec(), bad.settings().apply(fixture.settings())),
                Keep.both())
            .run(fixture.materializer());
    Throwable failure = failure(running.second().published());
    assertSays(failure, bad);
    assertThat(failure(running.second().drained())).isSameAs(failure);
    running.first().expectCancellationWithCause(failure);
    fixture.assertOtherStreamsWork();
  }

  private static Stream<Case> badDirectories() {
    return Stream.of(
        new Case(
            "parent missing",
            ring -> {},
            settings -> settings.withDirectory(fixture.directory().resolve("a/b")),
            RingStorageException.class,
            List.of("directory missing", "a; create it or set culvert.directory")),
        new Case(
            "open to others",
            directory -> {
              Path open = fixture.directory().resolve("open.lock");
              Files.createDirectory(open);
              Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwx---"));
            },
            settings -> settings.withDirectory(fixture.directory().resolve("open.lock")),
            RingStorageException.class,
            List.of("others may write", "wanted=rwx------")),
        new Case(
            "a file",
            directory -> Files.createFile(fixture.directory().resolve("file.lock")),
            settings -> settings.withDirectory(fixture.directory().resolve("file.lock")),
            RingStorageException.class,
            List.of("not a directory", "file.lock")));
  }

  @ParameterizedTest
  @MethodSource("badDirectories")
  void shouldFailBothSidesWhenDirectoryIsUnsuitable(Case bad) throws IOException {
    bad.damage().to(fixture.directory());
    RingSettings settings = bad.settings().apply(fixture.settings());
    assertThat(
            failure(
                RingSource.create(fixture.name(), codec(), settings)
                    .runWith(Sink.ignore(), fixture.materializer())))
        .isInstanceOf(bad.type())
        .hasMessageContainingAll(bad.message().toArray(String[]::new));
    assertThat(
            failure(
                fixture
                    .upstream()
                    .runWith(
                        RingSink.create(fixture.name(), codec(), settings),
                        fixture.materializer())))
        .isInstanceOf(bad.type())
        .hasMessageContainingAll(bad.message().toArray(String[]::new));
    fixture.assertOtherStreamsWork();
  }

  private static void damageRing(Case bad) throws IOException {
    fixture.raw().close();
    bad.damage().to(fixture.file(fixture.name()));
    fixture.ringStays(fixture.name());
  }

  private static void assertSays(Throwable failure, Case bad) {
    assertThat(failure)
        .isInstanceOf(bad.type())
        .hasMessageContainingAll(bad.message().toArray(String[]::new))
        .hasMessageContaining("file=" + fixture.file(fixture.name()));
  }

  private static Codec<String> codec() {
    return Codecs.utf8();
  }

  private static void truncate(Path ring, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(ring, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static void putInt(Path ring, int offset, int value) {
    ByteBuffer word = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(ring, StandardOpenOption.WRITE)) {
      channel.write(word.putInt(0, value), offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes a word of the header, and its checksum with it. */
  private static void putSigned(Path ring, int offset, int value) throws IOException {
    putInt(ring, offset, value);
    CRC32C checksum = new CRC32C();
    checksum.update(Files.readAllBytes(ring), 0, RingDescriptor.IDENTITY_CHECKSUM_OFFSET);
    putInt(ring, RingDescriptor.IDENTITY_CHECKSUM_OFFSET, (int) checksum.getValue());
  }
}
