package io.culvert.stage;

import static io.culvert.testing.Await.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.halt.HaltSelection;
import io.culvert.halt.HaltedCalls;
import io.culvert.halt.HaltedJvm;
import io.culvert.javadsl.RingSource;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSnapshot;
import io.culvert.ring.file.RingSpec;
import io.culvert.stage.HaltedStage.Half;
import io.culvert.stage.StageHalt.Situation;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import io.culvert.testkit.CulvertTestKit;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One half of a stream dies at each of its steps, in its own JVM, while the other half runs in this
 * one. A successor continues, and every element arrives whole and in its place. If the writer died,
 * each arrives once. If the reader died, only those that were not released arrive again.
 */
class StageHaltIT {

  private static final int SPAN = HaltedStage.LENGTH + Long.BYTES;

  /** The number of elements that fill a ring exactly. */
  private static final int FILL = 60;

  private static final int MIDDLE = 32;

  /** The elements that are released by one store, and the one that downstream has. */
  private static final int WINDOW = 8 + 1;

  /** The capacity of the rings, in bytes. */
  private static final int CAPACITY = 64 * 1024;

  @TempDir Path temporary;

  private HaltedJvm jvms;
  private CulvertTestKit kit;
  private int rings;

  @BeforeEach
  void prepare() {
    jvms = new HaltedJvm(temporary);
    kit = CulvertTestKit.create();
  }

  @AfterEach
  void close() {
    kit.close();
  }

  @TestFactory
  Stream<DynamicTest> shouldGoOnWhenAHalfDiedInAWakeUp() {
    return HaltSelection.of(
        Stream.of(
            test(StageHalts.WRITER_HAS_TAKEN_THE_FLAG, Situation.EMPTY),
            test(StageHalts.READER_HAS_TAKEN_THE_FLAG, Situation.FULL)));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> shouldGoOnWhenAHalfDiedAtAnyStep() {
    List<StageHalt> halts = StageHalts.all();
    return HaltSelection.of(
        IntStream.range(0, halts.size())
            .boxed()
            .flatMap(
                i -> situations(halts.get(i), i).map(situation -> test(halts.get(i), situation))));
  }

  /** Returns one situation of the step, a different one for each step in turn; or all of them. */
  private static Stream<Situation> situations(StageHalt halt, int turn) {
    List<Situation> all = List.copyOf(halt.situations());
    return HaltSelection.isEvery() ? all.stream() : Stream.of(all.get(turn % all.size()));
  }

  @Test
  void shouldHaveNoTwoDeathsAtTheSameStep() {
    assertThat(StageHalts.all()).extracting(StageHalt::toString).doesNotHaveDuplicates();
  }

  private DynamicTest test(StageHalt halt, Situation situation) {
    boolean sink = halt.half() == Half.SINK || halt.half() == Half.SHORT_SINK;
    return dynamicTest(
        halt + ", " + situation,
        () -> {
          Case one = new Case(halt, situation);
          if (sink) {
            one.sinkDies();
          } else {
            one.sourceDies();
          }
        });
  }

  /** One stream. */
  private final class Case {

    private final StageHalt halt;
    private final Situation situation;
    private final String ring = "ring-" + ++rings;
    private final RingDirectory directory = RingDirectory.local(kit.directory());
    private final RingSettings settings =
        kit.settings().withCapacity(CAPACITY).withPeerTimeout(RingSettings.FOREVER);
    private final List<Long> received = new CopyOnWriteArrayList<>();

    Case(StageHalt halt, Situation situation) {
      this.halt = halt;
      this.situation = situation;
    }

    void sinkDies() throws Exception {
      int before = situation == Situation.FULL ? FILL - 1 : 0;
      prepare(before);
      CompletionStage<Done> read = situation == Situation.FULL ? null : read();
      die();
      read = read == null ? read() : read;
      long last = before;
      if (halt.half() == Half.SINK || !halt.done()) {
        long published = before + (halt.half() == Half.SHORT_SINK || halt.done() ? 1 : 0);
        assertThat(goOn()).as("published").isEqualTo(published);
        last = HaltedStage.LAST;
      }
      assertThat(result(read)).isEqualTo(Done.getInstance());
      assertThat(received).isEqualTo(numbers(0, last));
    }

    void sourceDies() throws Exception {
      prepare(0);
      int ready = situation == Situation.FULL ? FILL : situation == Situation.EMPTY ? 1 : FILL / 2;
      CompletionStage<Done> written = null;
      if (situation == Situation.FULL) {
        written =
            HaltedStage.write(ring, settings, HaltedStage.LAST + 1, false, kit.system())
                .published();
        Await.until(() -> backlog() == FILL * SPAN, () -> "not full: " + backlog());
      } else {
        try (MappedRing file = open();
            RingWriter writer = RingWriter.attach(file)) {
          publish(writer, ready);
        }
      }
      String output = die();
      CompletionStage<Done> read = read();
      if (written == null) {
        goOn();
      } else {
        result(written);
      }
      assertThat(result(read)).isEqualTo(Done.getInstance());
      long first = received.get(0);
      int lastRead = HaltedStage.lastRead(output);
      assertThat(first)
          .as("the first that comes again, after %s", output)
          .isLessThanOrEqualTo(lastRead + 1)
          .isGreaterThanOrEqualTo(0);
      if (halt.half() == Half.COMMITTED_SOURCE) {
        assertThat(first).isGreaterThan(HaltedStage.lastCommitted(output));
      } else {
        assertThat(first).isGreaterThan(lastRead - WINDOW);
      }
      assertThat(received).isEqualTo(numbers(first, HaltedStage.LAST));
    }

    private String die() throws Exception {
      boolean wait =
          halt.half() == Half.SOURCE || halt.half() == Half.COMMITTED_SOURCE
              ? situation == Situation.FULL
              : situation != Situation.FULL;
      try (ForkedJvm jvm =
          jvms.start(
              halt.point(),
              HaltedStage.class,
              directory.path().toString(),
              ring,
              halt.half().name(),
              Boolean.toString(wait))) {
        assertThat(jvm.exitCode()).as("dies; %s", jvm.output()).isEqualTo(HaltedCalls.EXIT_CODE);
        return jvm.output();
      }
    }

    /** Runs a successor of the writer. Returns the first number that it writes. */
    private long goOn() {
      var control = HaltedStage.write(ring, settings, HaltedStage.LAST + 1, false, kit.system());
      long first = result(control.resumePoint()).token().orElse(-1) + 1;
      result(control.published());
      return first;
    }

    private CompletionStage<Done> read() {
      return RingSource.create(ring, Codecs.bytes(), settings)
          .runWith(
              Sink.foreach(element -> received.add(HaltedStage.number(element))),
              kit.materializer());
    }

    private MappedRing open() {
      return MappedRing.openOrCreate(directory, ring, RingSpec.ofBytes(CAPACITY));
    }

    private long backlog() {
      RingSnapshot snapshot = RingSnapshot.read(directory, ring);
      return snapshot.tail() - snapshot.head();
    }

    /** Creates a ring whose next index is that of the situation, and publishes numbers in it. */
    private void prepare(int numbers) {
      try (MappedRing file = open();
          RingWriter writer = RingWriter.attach(file);
          RingReader reader = RingReader.attach(file)) {
        int spans =
            situation == Situation.WRAP || situation == Situation.PADDING
                ? CAPACITY / SPAN - 1
                : MIDDLE;
        for (int i = 0; i < spans; i++) {
          pass(writer, reader, HaltedStage.LENGTH);
        }
        if (situation == Situation.PADDING) {
          pass(writer, reader, HaltedStage.LENGTH - Long.BYTES);
        }
        publish(writer, numbers);
      }
    }

    private void pass(RingWriter writer, RingReader reader, int length) {
      assertThat(writer.offer(new UnsafeBuffer(new byte[length]), 0, length)).isTrue();
      assertThat(reader.read()).isEqualTo(ReadResult.MESSAGE);
      reader.release();
    }

    private void publish(RingWriter writer, int numbers) {
      for (int number = 0; number < numbers; number++) {
        UnsafeBuffer element = new UnsafeBuffer(HaltedStage.element(number));
        assertThat(writer.offer(element, 0, HaltedStage.LENGTH, number)).isTrue();
      }
    }

    private List<Long> numbers(long from, long last) {
      return LongStream.rangeClosed(from, last).boxed().toList();
    }
  }
}
