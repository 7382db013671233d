package io.culvert.testkit;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import io.culvert.peer.RoleAttachment;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.stage.RingRef;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SystemMaterializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;

/**
 * Environment of one test of streams at rings: an actor system, rings in a directory of the test's
 * own, peers for both roles, which also simulate faults, and a check for leaks. For any test
 * framework. With JUnit 5, {@link io.culvert.testkit.junit.CulvertTest} creates and closes it.
 *
 * <pre>{@code
 * try (CulvertTestKit kit = CulvertTestKit.create()) {
 *   // the test
 *   kit.assertNothingLeft();
 * }
 * }</pre>
 *
 * <p>A test that fails does not reach the check, so it reports only its own failure. {@link #close}
 * cleans up in either case.
 *
 * <p>Methods without a ring name use the test's ring, {@link #ringName()}. Not thread-safe.
 */
public final class CulvertTestKit implements AutoCloseable {

  private static final String RING_NAME = "test";

  private static final Config SMALL =
      ConfigFactory.parseString("culvert { capacity = 64 KiB, sweep-on-start = off }");

  private final TestDirectory directory;
  private final ActorSystem system;
  private final Materializer materializer;
  private final Runnable stopStreams;
  private final LeakCheck leaks;
  private final List<Peer> peers = new ArrayList<>();
  private boolean closed;

  private CulvertTestKit(
      TestDirectory directory,
      ActorSystem system,
      Materializer materializer,
      LeakCheck leaks,
      Runnable stopStreams) {
    this.directory = directory;
    this.system = system;
    this.materializer = materializer;
    this.stopStreams = stopStreams;
    this.leaks = leaks;
    leaks.add(materializer);
    leaks.add(directory.path());
  }

  /**
   * Creates a kit with an actor system of its own.
   *
   * @return a kit, which the caller must close
   */
  public static CulvertTestKit create() {
    return create(ConfigFactory.empty());
  }

  /**
   * Creates a kit with an actor system of its own.
   *
   * @param config see {@link #create(Config)}, in HOCON
   * @return a kit, which the caller must close
   * @throws com.typesafe.config.ConfigException if the configuration is invalid
   */
  public static CulvertTestKit create(String config) {
    return create(ConfigFactory.parseString(config));
  }

  /**
   * Creates a kit with an actor system of its own.
   *
   * @param config overrides the kit's configuration, which makes rings small and overrides that of
   *     the application
   * @return a kit, which the caller must close
   * @throws com.typesafe.config.ConfigException if the configuration is invalid
   */
  public static CulvertTestKit create(Config config) {
    TestDirectory directory = TestDirectory.create();
    try {
      Config whole = config(config, directory);
      LeakCheck leaks = leakCheck(whole); // before the system, which would stay if this failed
      ActorSystem system = ActorSystem.create("culvert-test", whole);
      Materializer materializer = SystemMaterializer.get(system).materializer();
      return new CulvertTestKit(
          directory, system, materializer, leaks, () -> TestKit.shutdownActorSystem(system));
    } catch (RuntimeException | Error e) {
      directory.delete();
      throw e;
    }
  }

  /**
   * Creates a kit that uses an actor system of the caller and does not terminate it. The kit checks
   * and stops the streams of its own {@link #materializer()} only. A source or sink without
   * settings of its own uses the directory of the system's configuration, so give it {@link
   * #settings()}.
   *
   * @param system the actor system
   * @return a kit, which the caller must close
   */
  public static CulvertTestKit create(ActorSystem system) {
    LeakCheck leaks = leakCheck(system.settings().config());
    Materializer materializer = Materializer.createMaterializer(system);
    return new CulvertTestKit(
        TestDirectory.create(), system, materializer, leaks, materializer::shutdown);
  }

  private static LeakCheck leakCheck(Config config) {
    return new LeakCheck(limit(config, "pekko.stream.testkit.all-stages-stopped-timeout"));
  }

  private static Config config(Config config, TestDirectory directory) {
    return config
        .withFallback(SMALL)
        .withValue("culvert.directory", ConfigValueFactory.fromAnyRef(directory.path().toString()))
        .withFallback(ConfigFactory.load())
        .resolve();
  }

  /**
   * Returns the actor system of the test. In a system that the kit created, sources and sinks
   * without settings of their own find their rings in the kit's directory.
   *
   * @return the system
   */
  public ActorSystem system() {
    return system;
  }

  /**
   * Returns the materializer whose stages {@link #assertNothingLeft} checks.
   *
   * @return the materializer of the system that the kit created, or one of the kit's own at a
   *     system of the caller
   */
  public Materializer materializer() {
    return materializer;
  }

  /** {@return the directory of the rings, which {@link #close} deletes} */
  public Path directory() {
    return directory.path();
  }

  /** {@return the settings of the actor system, with the kit's directory} */
  public RingSettings settings() {
    return RingSettings.create(system).withDirectory(directory.path());
  }

  /** {@return the name of the test's ring} */
  public String ringName() {
    return RING_NAME;
  }

  /**
   * Creates a source at the test's ring.
   *
   * @param <T> the type of the elements
   * @param codec encodes and decodes the elements
   * @return the source
   */
  public <T> Source<T, RingControl> source(Codec<T> codec) {
    return source(RING_NAME, codec);
  }

  /**
   * Creates a source at a ring.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes and decodes the elements
   * @return the source
   */
  public <T> Source<T, RingControl> source(String name, Codec<T> codec) {
    return RingSource.create(name, codec, settings());
  }

  /**
   * Creates a sink at the test's ring.
   *
   * @param <T> the type of the elements
   * @param codec encodes and decodes the elements
   * @return the sink
   */
  public <T> Sink<T, CompletionStage<Done>> sink(Codec<T> codec) {
    return sink(RING_NAME, codec);
  }

  /**
   * Creates a sink at a ring.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes and decodes the elements
   * @return the sink
   */
  public <T> Sink<T, CompletionStage<Done>> sink(String name, Codec<T> codec) {
    return RingSink.create(name, codec, settings());
  }

  /**
   * Takes the writer's role at the test's ring, as the peer of a source.
   *
   * @param <T> the type of the elements
   * @param codec encodes and decodes the elements
   * @return a peer, which leaves when the kit is closed at the latest
   * @throws io.culvert.exceptions.RoleAlreadyHeldException if another holder keeps the role
   */
  public <T> WriterPeer<T> writer(Codec<T> codec) {
    return writer(RING_NAME, codec);
  }

  /**
   * Takes the writer's role at a ring, as the peer of a source.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes and decodes the elements
   * @return a peer, which leaves when the kit is closed at the latest
   * @throws io.culvert.exceptions.RoleAlreadyHeldException if another holder keeps the role
   */
  public <T> WriterPeer<T> writer(String name, Codec<T> codec) {
    return added(
        new WriterPeer<>(take(Role.WRITER, name, codec, RingWriter::attachWatched), codec));
  }

  /**
   * Takes the reader's role at the test's ring, as the peer of a sink.
   *
   * @param <T> the type of the elements
   * @param codec encodes and decodes the elements
   * @return a peer, which leaves when the kit is closed at the latest
   * @throws io.culvert.exceptions.RoleAlreadyHeldException if another holder keeps the role
   */
  public <T> ReaderPeer<T> reader(Codec<T> codec) {
    return reader(RING_NAME, codec);
  }

  /**
   * Takes the reader's role at a ring, as the peer of a sink.
   *
   * @param <T> the type of the elements
   * @param name the ring's name
   * @param codec encodes and decodes the elements
   * @return a peer, which leaves when the kit is closed at the latest
   * @throws io.culvert.exceptions.RoleAlreadyHeldException if another holder keeps the role
   */
  public <T> ReaderPeer<T> reader(String name, Codec<T> codec) {
    return added(
        new ReaderPeer<>(take(Role.READER, name, codec, RingReader::attachWatched), codec));
  }

  /**
   * Fills the test's ring, like a previous sink that was stopped. The sink under test then finds no
   * room. A {@link #reader} reads these elements first.
   *
   * @param <T> the type of the elements
   * @param codec encodes and decodes the elements
   * @param element the element, which is written repeatedly
   * @return how often it was written
   */
  public <T> int fillRing(Codec<T> codec, T element) {
    WriterPeer<T> predecessor = writer(codec);
    int count = predecessor.fill(element);
    predecessor.leave();
    return count;
  }

  private <T extends Peer> T added(T peer) {
    peers.add(peer);
    return peer;
  }

  private <S extends AutoCloseable> HeldRole<S> take(
      Role role, String name, Codec<?> codec, Function<MappedRing, S> attach) {
    RingSpec spec = RingRef.spec(settings(), codec);
    RoleAttachment.Place place =
        new RoleAttachment.Place(() -> RingDirectory.local(directory.path()), name, spec);
    return HeldRole.take(
        role, place, attach, limit(system.settings().config(), "pekko.test.single-expect-default"));
  }

  /** Returns the time that Pekko's test kits wait. */
  private static TimeLimit limit(Config config, String path) {
    double factor = config.getDouble("pekko.test.timefactor");
    return new TimeLimit(Duration.ofNanos((long) (config.getDuration(path).toNanos() * factor)));
  }

  /**
   * Adds the stages of another materializer to the leak check.
   *
   * @param materializer a materializer of the caller, on which only this test runs streams
   */
  public void checkStagesOf(Materializer materializer) {
    leaks.add(materializer);
  }

  /**
   * Adds the files below another directory to the leak check, for stages that use files outside of
   * {@link #directory()}.
   *
   * @param directory a directory whose files only this test uses
   */
  public void checkFilesBelow(Path directory) {
    leaks.add(directory);
  }

  /**
   * Checks for leaks: no stage runs, and this process has no file open or mapped. It covers {@link
   * #materializer()} and {@link #directory()}, and what {@link #checkStagesOf} and {@link
   * #checkFilesBelow} have added. It waits for {@code
   * pekko.stream.testkit.all-stages-stopped-timeout}. After the check of the stages, the peers
   * leave. Open files are known on Linux only. A mapped byte buffer counts until it is unmapped, by
   * the stage or by garbage collection.
   *
   * @throws AssertionError if something is left, with the names of the stages or the files
   */
  public void assertNothingLeft() {
    leaks.assertNoStages();
    closePeers();
    leaks.assertNoOpenFiles();
  }

  /**
   * Cleans up after any test: the peers leave, the actor system that the kit created terminates,
   * the kit's directory is deleted. Checks nothing. Has no effect if the kit is closed.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      closePeers();
    } finally {
      stopAndDelete();
    }
  }

  private void stopAndDelete() {
    try {
      stopStreams.run();
    } finally {
      directory.delete();
    }
  }

  /** Closes all peers, also if one of them has failed. */
  private void closePeers() {
    List<Peer> open = List.copyOf(peers);
    peers.clear();
    List<Throwable> failures = new ArrayList<>();
    for (Peer peer : open) {
      try {
        peer.close();
      } catch (RuntimeException | AssertionError e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      IllegalStateException failure = new IllegalStateException("peers have failed: peers=" + open);
      failures.forEach(failure::addSuppressed);
      throw failure;
    }
  }
}
