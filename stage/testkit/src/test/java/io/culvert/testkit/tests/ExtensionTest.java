package io.culvert.testkit.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.OpenFiles;
import io.culvert.testkit.WriterPeer;
import io.culvert.testkit.junit.CulvertTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests that do not clean up, and what the extension does with it. */
class ExtensionTest {

  private static final List<CulvertTestKit> KITS = new ArrayList<>();

  /** Kept reachable, so that garbage collection does not release what the kit should. */
  private static final List<WriterPeer<Long>> WRITERS = new ArrayList<>();

  private static final List<MappedRing> LEAKED = new ArrayList<>();

  @AfterEach
  void close() {
    LEAKED.forEach(MappedRing::close);
    LEAKED.clear();
    WRITERS.clear();
    KITS.clear();
  }

  @Test
  void shouldFailTestWhenStageIsStillRunning() {
    Events tests = run(LeavesStage.class);
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(test("shouldLeaveStage"), finishedWithFailure(instanceOf(AssertionError.class))));
    assertNothingLeft(1);
  }

  @Test
  void shouldFailTestWhenFileIsStillOpen() {
    Events tests = run(LeavesFileOpen.class);
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("shouldLeaveFile"),
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(text -> text.contains("still open") && text.contains("leaked.ring")))));
  }

  @Test
  void shouldReportOnlyTestFailureWhenTestFails() {
    Events tests = run(FailsAndLeavesStage.class);
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("shouldFail"),
                finishedWithFailure(
                    instanceOf(IllegalStateException.class),
                    message("failure of the test itself"))))
        .doNotHave(event(finishedWithFailure(suppressed(0, instanceOf(Throwable.class)))));
    assertNothingLeft(1);
  }

  @Test
  void shouldCleanUpWhatPeersLeave() {
    run(LeavesPeers.class).assertStatistics(stats -> stats.started(4).succeeded(4));
    assertNothingLeft(4);
  }

  @Test
  void shouldCreateKitForEachTest() {
    run(UsesKit.class).assertStatistics(stats -> stats.started(3).succeeded(3));
    assertThat(KITS.stream().map(CulvertTestKit::directory)).doesNotHaveDuplicates();
    assertThat(KITS.stream().map(CulvertTestKit::system)).doesNotHaveDuplicates();
    assertNothingLeft(3);
  }

  @Test
  void shouldFailTestWhenConfigurationIsInvalid() {
    run(MisconfiguredCase.class).assertStatistics(stats -> stats.started(1).failed(1));
  }

  private static Events run(Class<?> testClass) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testClass))
        .execute()
        .testEvents();
  }

  private static void assertNothingLeft(int count) {
    assertThat(KITS).hasSize(count);
    for (CulvertTestKit kit : KITS) {
      Path directory = kit.directory();
      assertThat(directory).doesNotExist();
      assertThat(OpenFiles.below(directory)).isEmpty();
      ActorSystem system = kit.system();
      assertThat(system.getWhenTerminated().toCompletableFuture()).isCompleted();
    }
  }

  @CulvertTest(
      config = Configs.IMPATIENT + "pekko.stream.testkit.all-stages-stopped-timeout = 100ms")
  static class LeavesStage {
    @Test
    void shouldLeaveStage(CulvertTestKit kit) {
      KITS.add(kit);
      Source.never().runWith(Sink.ignore(), kit.system());
    }
  }

  @CulvertTest(config = Configs.IMPATIENT + "pekko.stream.testkit.all-stages-stopped-timeout = 2s")
  static class LeavesFileOpen {
    @Test
    void shouldLeaveFile(CulvertTestKit kit) {
      RingDirectory directory = RingDirectory.local(kit.directory());
      LEAKED.add(MappedRing.openOrCreate(directory, "leaked", RingSpec.ofBytes(64 * 1024)));
    }
  }

  @CulvertTest(config = Configs.IMPATIENT)
  static class FailsAndLeavesStage {
    @Test
    void shouldFail(CulvertTestKit kit) {
      KITS.add(kit);
      kit.source(Codecs.int64()).runWith(Sink.ignore(), kit.system());
      throw new IllegalStateException("failure of the test itself");
    }
  }

  @CulvertTest(config = Configs.PATIENT)
  static class LeavesPeers {

    @BeforeEach
    void start(CulvertTestKit kit) {
      KITS.add(kit);
      kit.reader(Codecs.int64());
    }

    @Test
    void shouldCleanUpAttachedPeer(CulvertTestKit kit) {
      writer(kit).write(1L);
    }

    @Test
    void shouldCleanUpStalledPeer(CulvertTestKit kit) {
      writer(kit).stall();
    }

    @Test
    void shouldCleanUpDeadPeer(CulvertTestKit kit) {
      writer(kit).die();
    }

    @Test
    void shouldCleanUpDeadPeerWithSuccessor(CulvertTestKit kit) {
      writer(kit).die();
      writer(kit).complete();
    }

    private static WriterPeer<Long> writer(CulvertTestKit kit) {
      WriterPeer<Long> writer = kit.writer(Codecs.int64());
      WRITERS.add(writer);
      return writer;
    }
  }

  @CulvertTest(config = Configs.PATIENT + "culvert.max-message-size = 1000")
  static class UsesKit {

    private CulvertTestKit kitOfSetUp;

    @BeforeEach
    void start(CulvertTestKit kit) {
      kitOfSetUp = kit;
      KITS.add(kit);
    }

    @Test
    void shouldHaveConfiguredSettings(CulvertTestKit kit, TestInfo info) {
      assertThat(kit).isSameAs(kitOfSetUp);
      RingSettings settings = kit.settings();
      assertThat(settings.directory()).contains(kit.directory());
      assertThat(settings.capacity()).isEqualTo(64 * 1024);
      assertThat(settings.maxMessageSize()).isEqualTo(1000);
      assertThat(info.getDisplayName()).isNotEmpty();
    }

    @Nested
    class Inherits {
      @Test
      void shouldHaveConfiguredSettings(CulvertTestKit kit) {
        assertThat(kit).isSameAs(kitOfSetUp);
        assertThat(kit.settings().maxMessageSize()).isEqualTo(1000);
      }
    }

    @Nested
    @CulvertTest(config = Configs.PATIENT + "culvert.capacity = 128 KiB")
    class HasItsOwn {
      @Test
      void shouldHaveConfiguredSettings(CulvertTestKit kit) {
        assertThat(kit.settings().capacity()).isEqualTo(128 * 1024);
        assertThat(kit.settings().maxMessageSize()).isGreaterThan(1000);
      }
    }
  }

  @CulvertTest(config = "culvert {")
  static class MisconfiguredCase {
    @Test
    void shouldNotRun(CulvertTestKit kit) {
      throw new AssertionError("not reached: " + kit);
    }
  }
}
