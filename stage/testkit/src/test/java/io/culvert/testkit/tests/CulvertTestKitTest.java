package io.culvert.testkit.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.culvert.codec.Codecs;
import io.culvert.testing.Await;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.OpenFiles;
import io.culvert.testkit.WriterPeer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A kit without a test framework, and its check for leaks with stages that use no ring. */
class CulvertTestKitTest {

  private static final String SHORT =
      Configs.IMPATIENT + "pekko.stream.testkit.all-stages-stopped-timeout = 1s";

  @TempDir Path elsewhere;

  private final List<FileChannel> opened = new ArrayList<>();

  @AfterEach
  void closeLeakedFiles() throws IOException {
    for (FileChannel file : opened) {
      file.close();
    }
  }

  @Test
  void shouldPassWhenNothingIsLeft() {
    try (CulvertTestKit kit = CulvertTestKit.create(Configs.PATIENT)) {
      WriterPeer<Long> writer = kit.writer(Codecs.int64());
      TestSubscriber.Probe<Long> probe =
          kit.source(Codecs.int64()).runWith(TestSink.create(kit.system()), kit.system());
      writer.write(1L);
      writer.complete();
      probe.requestNext(1L);
      probe.request(1).expectComplete();
      kit.assertNothingLeft();
    }
  }

  @Test
  void shouldResolveReferencesWhenConfigurationHasThem() {
    try (CulvertTestKit kit = CulvertTestKit.create("size = 128 KiB, culvert.capacity = ${size}")) {
      assertThat(kit.settings().capacity()).isEqualTo(128 * 1024);
    }
  }

  @Test
  void shouldNameStageWhenItStillRuns() {
    try (CulvertTestKit kit = CulvertTestKit.create(SHORT)) {
      Source.from(List.of(1, 2))
          .concat(Source.maybe())
          .via(new OpenFileFlow(elsewhere.resolve("open"), opened))
          .runWith(Sink.ignore(), kit.system());
      assertThatThrownBy(kit::assertNothingLeft)
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("stages still run: ", "OpenFileFlow");
    }
  }

  @Test
  void shouldNotNameStageWhenItHasStopped() {
    try (CulvertTestKit kit = CulvertTestKit.create(SHORT)) {
      Source.single(1)
          .via(new OpenFileFlow(elsewhere.resolve("open"), opened))
          .concat(Source.maybe())
          .runWith(Sink.ignore(), kit.system());
      assertThatThrownBy(kit::assertNothingLeft)
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("stages still run: ", "Maybe")
          .hasMessageNotContaining("OpenFileFlow");
    }
  }

  @Test
  void shouldFailWhenStageBlocksItsThread() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (CulvertTestKit kit = CulvertTestKit.create(SHORT)) {
      Source.single(1)
          .map(
              element -> {
                blocked.countDown();
                end.await();
                return element;
              })
          .runWith(Sink.ignore(), kit.system());
      blocked.await();
      try {
        assertThatThrownBy(kit::assertNothingLeft)
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("a stream that does not answer");
      } finally {
        end.countDown();
      }
    }
  }

  @Test
  void shouldNameStageOfMaterializerOfCaller() {
    try (CulvertTestKit kit = CulvertTestKit.create(SHORT)) {
      Materializer own = Materializer.createMaterializer(kit.system());
      kit.checkStagesOf(own);
      Source.maybe().runWith(Sink.ignore(), own);
      assertThatThrownBy(kit::assertNothingLeft)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("Maybe");
      own.shutdown();
      Await.until(own::isShutdown, () -> "the materializer does not shut down");
      kit.assertNothingLeft();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNameFileOfStageInDirectoryOfCaller() {
    try (CulvertTestKit kit = CulvertTestKit.create(SHORT)) {
      kit.checkFilesBelow(elsewhere);
      runToCompletion(kit, elsewhere.resolve("data"));
      assertThatThrownBy(kit::assertNothingLeft)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("files are still open or mapped: ")
          .hasMessageContaining("open " + elsewhere.resolve("data"));
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNameFileWhenDirectoryIsNamedByLink() throws IOException {
    Path real = Files.createDirectory(elsewhere.resolve("real"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), real);
    try (CulvertTestKit kit = CulvertTestKit.create(SHORT)) {
      kit.checkFilesBelow(link);
      runToCompletion(kit, link.resolve("data"));
      assertThatThrownBy(kit::assertNothingLeft)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("open " + real.resolve("data"));
    }
  }

  @Test
  void shouldPassWhenTestHasTerminatedSystem() {
    try (CulvertTestKit kit = CulvertTestKit.create(Configs.PATIENT)) {
      Source.maybe().runWith(Sink.ignore(), kit.system());
      TestKit.shutdownActorSystem(kit.system());
      kit.assertNothingLeft();
    }
  }

  @Test
  void shouldCleanUpOnlyOnceWhenClosedTwice() {
    CulvertTestKit kit = CulvertTestKit.create(ConfigFactory.parseString(Configs.PATIENT));
    kit.writer(Codecs.int64());
    kit.close();
    kit.close();
    assertThat(kit.directory()).doesNotExist();
    assertThat(OpenFiles.below(kit.directory())).isEmpty();
    assertThat(kit.system().getWhenTerminated().toCompletableFuture()).isCompleted();
  }

  @Test
  void shouldStopOnlyItsStreamsWhenSystemIsOfCaller() {
    ActorSystem system =
        ActorSystem.create(
            "own", ConfigFactory.parseString(SHORT).withFallback(ConfigFactory.load()));
    CulvertTestKit kit = CulvertTestKit.create(system);
    try {
      kit.assertNothingLeft();
      CompletionStage<Done> ofCaller = Source.maybe().runWith(Sink.ignore(), system);
      CompletionStage<Done> ofKit = Source.maybe().runWith(Sink.ignore(), kit.materializer());
      assertThatThrownBy(kit::assertNothingLeft).hasMessageContaining("Maybe");
      kit.close();
      assertThat(ofKit).failsWithin(Await.PATIENCE).withThrowableOfType(ExecutionException.class);
      assertThat(ofCaller).isNotDone();
      assertThat(system.getWhenTerminated()).isNotDone();
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void shouldUseDirectoryOfKitWhenSystemIsOfCaller() {
    ActorSystem system =
        ActorSystem.create(
            "own", ConfigFactory.parseString(SHORT).withFallback(ConfigFactory.load()));
    try (CulvertTestKit kit = CulvertTestKit.create(system)) {
      kit.fillRing(Codecs.int64(), 1L);
      assertThat(kit.settings().directory()).contains(kit.directory());
      assertThat(kit.directory().resolve(kit.ringName() + ".ring")).exists();
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  private void runToCompletion(CulvertTestKit kit, Path file) {
    assertThat(
            Source.single(1)
                .via(new OpenFileFlow(file, opened))
                .runWith(Sink.ignore(), kit.system()))
        .succeedsWithin(Await.PATIENCE);
  }
}
