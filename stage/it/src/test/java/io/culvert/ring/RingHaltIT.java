package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.culvert.halt.HaltPoint;
import io.culvert.halt.HaltSelection;
import io.culvert.halt.HaltedCalls;
import io.culvert.halt.HaltedJvm;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSnapshot;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process dies at each store of publishing, releasing, ending and attaching, in each situation of
 * the ring. Its successor goes on, and each message arrives whole, once and in its place. A message
 * that was read and not released comes again.
 */
class RingHaltIT {

  /** The steps at which most can go wrong, for every build. */
  private static final Set<HaltPoint> FEW =
      Set.of(
          RingHalts.NOT_PUBLISHED,
          RingHalts.PUBLISHED,
          RingHalts.RELEASED,
          RingHalts.WRITER_EPOCH_RAISED,
          RingHalts.READER_EPOCH_RAISED);

  @TempDir Path temporary;

  private HaltedJvm jvms;

  @BeforeEach
  void prepareClasses() {
    jvms = new HaltedJvm(temporary);
  }

  @TestFactory
  Stream<DynamicTest> shouldGoOnWhenAPredecessorDiedAtAFewSteps() {
    return HaltSelection.of(
        RingHalts.all().stream()
            .filter(halt -> FEW.contains(halt.at()))
            .map(halt -> test(halt, RingSituation.values()[RingHalts.all().indexOf(halt) % 5])));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> shouldGoOnWhenAPredecessorDiedAtAnyStep() {
    return HaltSelection.of(
        RingHalts.all().stream()
            .flatMap(halt -> halt.situations().stream().map(situation -> test(halt, situation))));
  }

  private DynamicTest test(RingHalt halt, RingSituation situation) {
    return dynamicTest(halt + ", " + situation, () -> dieAndGoOn(halt, situation));
  }

  private void dieAndGoOn(RingHalt halt, RingSituation situation) throws Exception {
    Path directory = newDirectory();
    HaltedRing.prepare(directory, halt.work(), situation);
    String output = die(halt.point(situation), directory, halt.work(), situation);
    try (MappedRing ring = HaltedRing.open(directory)) {
      if (halt.work() == HaltedWork.FINISH && halt.done()) {
        assertThat(ring.readerState()).isEqualTo(RoleStatus.COMPLETED);
        assertThat(snapshot(directory).hasEnded()).isTrue();
        return;
      }
      RingSuccessor.of(halt, situation, HaltedRingUser.lastRead(output)).goOn(ring);
    }
  }

  private String die(HaltPoint point, Path directory, HaltedWork work, RingSituation situation)
      throws Exception {
    try (ForkedJvm jvm =
        jvms.start(
            point, HaltedRingUser.class, directory.toString(), work.name(), situation.name())) {
      assertThat(jvm.exitCode())
          .as("dies at %s, %s; it has printed: %s", point, situation, jvm.output())
          .isEqualTo(HaltedCalls.EXIT_CODE);
      return jvm.output();
    }
  }

  /** Each process dies at the token of the one before it. */
  @Tag("slow")
  @Test
  void shouldDropATokenWhenNoWriterPublishedIt() throws Exception {
    for (RingSituation situation : RingSituation.values()) {
      Path directory = newDirectory();
      HaltedRing.prepare(directory, HaltedWork.WRITE, situation);
      die(RingHalts.TOKEN_STORED, directory, HaltedWork.WRITE, situation);
      die(RingHalts.TOKEN_FOUND, directory, HaltedWork.ATTACH_WRITER, situation);
      die(RingHalts.TOKEN_DROPPED, directory, HaltedWork.ATTACH_WRITER, situation);
      int first = HaltedRing.taken(HaltedWork.WRITE, situation);
      try (MappedRing ring = HaltedRing.open(directory)) {
        new RingSuccessor(first, first, -1, HaltedRing.FILL - 1, false).goOn(ring);
      }
    }
  }

  @Test
  void shouldHaveNoTwoDeathsAtTheSameStep() {
    assertThat(RingHalts.all()).extracting(RingHalt::toString).doesNotHaveDuplicates();
  }

  private static RingSnapshot snapshot(Path directory) {
    return RingSnapshot.read(RingDirectory.local(directory), HaltedRing.NAME);
  }

  private Path newDirectory() throws IOException {
    return Files.createTempDirectory(temporary, "rings");
  }
}
