package io.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import io.culvert.testkit.TestDirectory;
import io.culvert.testkit.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.StreamTestKit;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An actor system for a class of tests, and for each test a directory for rings and a materializer.
 * After each test nothing may be left: no stage, no mapping, no descriptor, no ring except those
 * that the test named, and no error that appears only in the log.
 */
public final class StageFixture
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  /** The capacity of the rings of {@link #settings()}, in bytes. */
  public static final int CAPACITY = 64 * 1024;

  /** The length of a text that takes an eighth of a ring, with its header. */
  public static final int EIGHTH = CAPACITY / 8 - Long.BYTES;

  private static final long PATIENCE_SECONDS = Await.PATIENCE.toSeconds();
  private static final Config QUIET =
      ConfigFactory.parseString(
          "pekko { loglevel = ERROR, stdout-loglevel = OFF, loggers = ["
              + ErrorLog.class.getName()
              + "] }, culvert.sweep-on-start = off");

  /** The default time limit of Pekko's probes is too short for a busy machine. */
  private static final Config PATIENT =
      ConfigFactory.parseString(
          "pekko { test.single-expect-default = %1$d s, stream.testkit.all-stages-stopped-timeout = %1$d s }"
              .formatted(PATIENCE_SECONDS));

  private final Config config;
  private ActorSystem system;
  private Materializer materializer;
  private TestDirectory directory;
  private int names;
  private String name;
  private final List<RawRing> rawRings = new ArrayList<>();
  private final List<String> ringsThatStay = new ArrayList<>();
  private boolean anyRingMayStay;

  private StageFixture(Config config) {
    this.config = config;
  }

  public static StageFixture create() {
    return withConfig("");
  }

  /** Creates a fixture with some settings of the actor system changed. */
  public static StageFixture withConfig(String config) {
    return new StageFixture(
        ConfigFactory.parseString(config)
            .withFallback(QUIET)
            .withFallback(PATIENT)
            .withFallback(ConfigFactory.load()));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    system = newSystem();
  }

  /** Creates another actor system. The test must terminate it. */
  public ActorSystem newSystem() {
    return newSystem("");
  }

  /** Creates another actor system with some settings changed. */
  public ActorSystem newSystem(String changes) {
    return ActorSystem.create(
        "test-" + UUID.randomUUID(), ConfigFactory.parseString(changes).withFallback(config));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    directory = TestDirectory.create();
    materializer = Materializer.createMaterializer(system);
    name = newName();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      rawRings.forEach(RawRing::close);
      if (context.getExecutionException().isEmpty()) {
        assertNothingLeft();
      }
    } finally {
      materializer.shutdown();
      rawRings.clear();
      ringsThatStay.clear();
      anyRingMayStay = false;
      directory.delete();
    }
  }

  private void assertNothingLeft() {
    StreamTestKit.assertAllStagesStopped(materializer);
    assertNothingOpen();
    if (!anyRingMayStay) {
      Await.asserted(() -> assertThat(rings()).containsExactlyInAnyOrderElementsOf(ringsThatStay));
    }
    assertThat(ErrorLog.drain(system.name())).isEmpty();
  }

  /** Fails unless all mappings and descriptors are soon released. */
  public void assertNothingOpen() {
    directory.awaitNothingOpen(new TimeLimit(Await.PATIENCE));
  }

  private List<String> rings() {
    try (Stream<Path> files = Files.list(directory())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.endsWith(".lock"))
          .map(file -> file.replace(".ring", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    TestKit.shutdownActorSystem(system);
  }

  public ActorSystem system() {
    return system;
  }

  public Materializer materializer() {
    return materializer;
  }

  public Path directory() {
    return directory.path();
  }

  /** Returns texts that each take an eighth of a ring: seven of them fit beside its reserve. */
  public static List<String> eighths(int count) {
    String format = "%0" + EIGHTH + "d";
    return IntStream.range(0, count).mapToObj(format::formatted).toList();
  }

  /** Returns the name of the test's ring. */
  public String name() {
    return name;
  }

  /** Returns a name that no other ring has. */
  public String newName() {
    names++;
    return "ring-" + names;
  }

  /** Returns the file of a ring. */
  public Path file(String ring) {
    return directory().resolve(ring + ".ring");
  }

  /** Returns settings for small rings in the test's directory. */
  public RingSettings settings() {
    return RingSettings.create(system).withDirectory(directory()).withCapacity(CAPACITY);
  }

  /** Expects that the test leaves the file of this ring; all other rings must be deleted. */
  public void ringStays(String ring) {
    ringsThatStay.add(ring);
  }

  /** Accepts any rings that the test leaves, if these depend on the order of threads. */
  public void ringsMayStay() {
    anyRingMayStay = true;
  }

  /** Opens the test's ring without a stage; it is closed after the test. */
  public RawRing raw() {
    return raw(name);
  }

  /** Opens a ring without a stage; it is closed after the test. */
  public RawRing raw(String ring) {
    RawRing raw = RawRing.open(directory(), ring, CAPACITY);
    rawRings.add(raw);
    return raw;
  }

  public Source<String, RingControl> source() {
    return source(name);
  }

  public Source<String, RingControl> source(String ring) {
    return RingSource.create(ring, Codecs.utf8(), settings());
  }

  public Sink<String, CompletionStage<Done>> sink() {
    return sink(name);
  }

  public Sink<String, CompletionStage<Done>> sink(String ring) {
    return RingSink.create(ring, Codecs.utf8(), settings());
  }

  public Source<String, TestPublisher.Probe<String>> upstream() {
    return TestSource.create(system);
  }

  public Sink<String, TestSubscriber.Probe<String>> downstream() {
    return subscriber();
  }

  /** Returns a downstream probe for any elements. */
  public <T> Sink<T, TestSubscriber.Probe<T>> subscriber() {
    return TestSink.create(system);
  }

  /** Sends some texts through another ring, to prove that other streams still work. */
  public void assertOtherStreamsWork() {
    String other = newName();
    List<String> texts = List.of("other", "texts");
    CompletionStage<Done> sent = Source.from(texts).runWith(sink(other), materializer);
    assertThat(result(source(other).runWith(Sink.seq(), materializer))).isEqualTo(texts);
    assertThat(result(sent)).isEqualTo(Done.getInstance());
  }

  /** Waits until a future completes; returns its result. */
  public static <T> T result(CompletionStage<T> future) {
    try {
      return future.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed instead of completing", e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("did not complete", e);
    }
  }

  /** Waits until a future fails; returns its failure. */
  public static Throwable failure(CompletionStage<?> future) {
    try {
      Object result = future.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      throw new AssertionError("completed instead of failing: result=" + result);
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException | InterruptedException e) {
      throw new AssertionError("did not fail", e);
    }
  }
}
