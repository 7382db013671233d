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
import org.apache.pekko.stream.testkit.javadsl.StreamTestKit;
import org.apache.pekko.testkit.javadsl.TestKit;

/**
 * Environment of one test of streams at rings: an actor system with small rings in a directory of
 * its own, and peers for both roles, which also simulate faults. See {@link CulvertTest}.
 *
 * <p>Methods without a ring name use the test's ring, {@link #ringName()}.
 */
public final class CulvertTestKit implements AutoCloseable {

  private static final String RING_NAME = "test";

  private static final Config SMALL =
      ConfigFactory.parseString("culvert { capacity = 64 KiB, sweep-on-start = off }");

  private final TestDirectory directory;
  private final ActorSystem system;
  private final List<Peer> peers = new ArrayList<>();

  private CulvertTestKit(TestDirectory directory, ActorSystem system) {
    this.directory = directory;
    this.system = system;
  }

  /**
   * Creates a kit.
   *
   * @param config configuration of its actor system in HOCON
   * @return the kit, which the caller closes
   */
  public static CulvertTestKit create(String config) {
    TestDirectory directory = TestDirectory.create();
    ActorSystem system = null;
    try {
      system = ActorSystem.create("culvert-test", config(config, directory));
      return new CulvertTestKit(directory, system);
    } finally {
      if (system == null) {
        directory.delete();
      }
    }
  }

  private static Config config(String config, TestDirectory directory) {
    return ConfigFactory.parseString(config)
        .withFallback(SMALL)
        .withValue("culvert.directory", ConfigValueFactory.fromAnyRef(directory.path().toString()))
        .withFallback(ConfigFactory.load());
  }

  /**
   * Returns the actor system of the test. Sources and sinks without settings of their own find
   * their rings in the kit's directory.
   *
   * @return a system that terminates after the test
   */
  public ActorSystem system() {
    return system;
  }

  /**
   * Returns the materializer of the actor system. Its stages must have stopped after the test.
   *
   * @return the system's materializer
   */
  public Materializer materializer() {
    return SystemMaterializer.get(system).materializer();
  }

  /** {@return the directory of the rings, which the kit deletes after the test} */
  public Path directory() {
    return directory.path();
  }

  /** {@return the settings of the actor system: the kit's directory, and a small capacity} */
  public RingSettings settings() {
    return RingSettings.create(system);
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
   * @return a peer, which leaves after the test at the latest
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
   * @return a peer, which leaves after the test at the latest
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
   * @return a peer, which leaves after the test at the latest
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
   * @return a peer, which leaves after the test at the latest
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
    return HeldRole.take(role, place, attach, limit("pekko.test.single-expect-default"));
  }

  /** Returns the time that Pekko's test kits wait. */
  private TimeLimit limit(String path) {
    Config config = system.settings().config();
    double factor = config.getDouble("pekko.test.timefactor");
    return new TimeLimit(Duration.ofNanos((long) (config.getDuration(path).toNanos() * factor)));
  }

  /** Checks for leaks, after a test that did not fail. */
  void assertNothingLeft() {
    StreamTestKit.assertAllStagesStopped(materializer());
    closePeers();
    directory.awaitNothingOpen(limit("pekko.stream.testkit.all-stages-stopped-timeout"));
  }

  /** Closes the kit, after any test. */
  @Override
  public void close() {
    try {
      closePeers();
    } finally {
      TestKit.shutdownActorSystem(system);
      directory.delete();
    }
  }

  private void closePeers() {
    List<Peer> open = List.copyOf(peers);
    peers.clear();
    open.forEach(Peer::close);
  }
}
