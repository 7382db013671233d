package io.culvert.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.culvert.conductor.Conductor;
import io.culvert.halt.HaltSelection;
import io.culvert.halt.HaltedCalls;
import io.culvert.halt.HaltedJvm;
import io.culvert.peer.AttachHalt.Found;
import io.culvert.peer.lock.Role;
import io.culvert.peer.sweep.RingSweeper;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSnapshot;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.testing.ForkedJvm;
import io.culvert.testing.OpenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process dies at each step of taking a role, of creating a ring and of giving both back. The
 * next process that takes the role dies, too, at the same step or at another one. The third one
 * continues as if nothing had happened. A sweep then leaves nothing but lock files.
 */
class AttachHaltIT {

  /** The distance in the list of steps between the two deaths, unless they are at the same step. */
  private static final int STRIDE = 5;

  private static final long NUMBERS = 3;

  @TempDir Path temporary;

  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Conductor conductor = new Conductor("test", Thread::new, errors::add);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HaltedJvm jvms;

  @BeforeEach
  void prepareClasses() {
    jvms = new HaltedJvm(temporary);
  }

  @AfterEach
  void end() {
    conductor.close();
    threads.shutdown();
    assertThat(errors).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> shouldGoOnWhenTwoPredecessorsDiedAtAFewSteps() {
    return HaltSelection.of(
        Stream.of(
            writer(AttachHalts.NAMED, AttachHalts.WRITER_EPOCH_RAISED),
            reader(AttachHalts.READER_EPOCH_RAISED, AttachHalts.BOUND),
            finisher(AttachHalts.STATE_STORED, AttachHalts.NAMED)));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> shouldWriteWhenTwoWritersDiedAtAnySteps() {
    List<AttachHalt> halts = AttachHalts.ofWriter();
    return HaltSelection.of(
        pairs(halts, halts, 0, STRIDE).map(pair -> writer(pair.get(0), pair.get(1))));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> shouldReadWhenTwoReadersDiedAtStepsOfReaders() {
    return HaltSelection.of(
        pairs(AttachHalts.ofReaderAlone(), AttachHalts.ofReader(), 0)
            .map(pair -> reader(pair.get(0), pair.get(1))));
  }

  @Tag("slow")
  @TestFactory
  Stream<DynamicTest> shouldTakeTheEndWhenTwoReadersDiedAtAnySteps() {
    List<AttachHalt> halts = AttachHalts.ofReader();
    return HaltSelection.of(
        pairs(halts, halts, STRIDE).map(pair -> finisher(pair.get(0), pair.get(1))));
  }

  @Test
  void shouldHaveNoTwoDeathsAtTheSameStep() {
    for (List<AttachHalt> halts : List.of(AttachHalts.ofWriter(), AttachHalts.ofReader())) {
      assertThat(halts).extracting(AttachHalt::toString).doesNotHaveDuplicates();
    }
  }

  /** Returns each step with those at these distances after it in the list, or with all. */
  private static Stream<List<AttachHalt>> pairs(
      List<AttachHalt> halts, List<AttachHalt> all, int... strides) {
    return IntStream.range(0, halts.size())
        .boxed()
        .flatMap(
            i ->
                HaltSelection.isEvery()
                    ? all.stream().map(second -> List.of(halts.get(i), second))
                    : IntStream.of(strides)
                        .mapToObj(
                            stride ->
                                List.of(halts.get(i), halts.get((i + stride) % halts.size()))));
  }

  private DynamicTest writer(AttachHalt first, AttachHalt second) {
    return dynamicTest(
        "writer, on nothing: " + first + "; " + second,
        () -> new Case(Role.WRITER).dieAndGoOn(first, second));
  }

  private DynamicTest reader(AttachHalt first, AttachHalt second) {
    return dynamicTest(
        "reader, on nothing: " + first + "; " + second,
        () -> new Case(Role.READER).dieAndGoOn(first, second));
  }

  private DynamicTest finisher(AttachHalt first, AttachHalt second) {
    return dynamicTest(
        "reader, on a stream that has ended: " + first + "; " + second,
        () -> {
          Case ended = new Case(Role.READER);
          ended.writeStream();
          ended.dieAndGoOn(first, second);
        });
  }

  /** One ring. */
  private final class Case {

    private final Role role;
    private final RingDirectory directory;

    /** The id of the ring with the stream; null if no stream was written. */
    private UUID stream;

    /** The numbers of the stream that each process read before it died. */
    private final List<List<Long>> readBefore = new ArrayList<>();

    Case(Role role) throws IOException {
      this.role = role;
      this.directory = RingDirectory.local(Files.createTempDirectory(temporary, "rings"));
    }

    private RoleUser<RingWriter> newWriter() {
      return RoleUser.writer(conductor, threads, directory);
    }

    private RoleUser<RingReader> newReader() {
      return RoleUser.reader(conductor, threads, directory);
    }

    void writeStream() {
      for (int i = 0; i < NUMBERS; i++) {
        try (RoleUser<RingWriter> user = newWriter()) {
          RoleUser.writeNext(user.side());
          if (i == NUMBERS - 1) {
            user.side().complete();
          }
        }
      }
      stream = ringId();
    }

    void dieAndGoOn(AttachHalt first, AttachHalt second) throws Exception {
      die(first);
      die(second);
      if (stream == null) {
        goOn();
      } else {
        takeStream();
        goOn();
      }
      assertNothingLeft();
    }

    private void die(AttachHalt halt) throws Exception {
      Found found = found();
      try (ForkedJvm jvm =
          jvms.start(
              halt.point(), HaltedAttacher.class, directory.path().toString(), role.name())) {
        assertThat(jvm.exitCode())
            .as("at %s, ring found: %s; it has printed: %s", halt, found, jvm.output())
            .isEqualTo(halt.passedWith().contains(found) ? HaltedCalls.EXIT_CODE : 0);
        readBefore.add(HaltedAttacher.numbers(jvm.output()));
      }
    }

    private Found found() {
      if (!Files.exists(directory.ring(RoleUser.RING))) {
        return Found.NOTHING;
      }
      if (RingSnapshot.read(directory, RoleUser.RING).readerState() == RoleStatus.COMPLETED) {
        return Found.DONE;
      }
      return ringId().equals(stream) ? Found.ENDED : Found.OPEN;
    }

    private UUID ringId() {
      return RingSnapshot.readHeader(directory, RoleUser.RING).ringId();
    }

    /** Takes the rest of the stream, unless a reader that died took the end. */
    private void takeStream() {
      if (found() == Found.ENDED) {
        List<Long> numbers = new ArrayList<>();
        try (RoleUser<RingReader> user = newReader()) {
          RoleUser.readAll(user.side(), numbers::add);
        }
        readBefore.add(numbers);
      }
      long next = 0;
      for (List<Long> numbers : readBefore) {
        if (!numbers.isEmpty()) {
          long from = numbers.get(0);
          assertThat(from).as("%s", readBefore).isLessThanOrEqualTo(next);
          assertThat(numbers).isEqualTo(numbers(from, from + numbers.size()));
          next = Math.max(next, from + numbers.size());
        }
      }
      assertThat(next).as("%s", readBefore).isEqualTo(NUMBERS);
    }

    private List<Long> numbers(long from, long to) {
      return LongStream.range(from, to).boxed().toList();
    }

    /** Sends a stream through what was left. The role that died attaches first. */
    private void goOn() {
      List<Long> numbers = new ArrayList<>();
      long last;
      if (role == Role.WRITER) {
        try (RoleUser<RingWriter> user = newWriter()) {
          last = finish(user.side());
        }
        try (RoleUser<RingReader> user = newReader()) {
          RoleUser.readAll(user.side(), numbers::add);
        }
      } else {
        try (RoleUser<RingReader> reader = newReader()) {
          reader.side();
          try (RoleUser<RingWriter> writer = newWriter()) {
            last = finish(writer.side());
          }
          RoleUser.readAll(reader.side(), numbers::add);
        }
      }
      assertThat(numbers).isEqualTo(numbers(0, last + 1));
    }

    private long finish(RingWriter writer) {
      RoleUser.writeNext(writer);
      writer.complete();
      return writer.resumePoint().token().orElse(-1) + 1;
    }

    private void assertNothingLeft() throws IOException {
      assertThat(OpenFiles.below(directory.path())).isEmpty();
      assertThat(files()).noneMatch(file -> file.endsWith(".ring") || file.endsWith(".sock"));
      RingSweeper.sweep(directory);
      assertThat(files()).allMatch(file -> file.endsWith(".lock"));
    }

    private List<String> files() throws IOException {
      try (Stream<Path> files = Files.list(directory.path())) {
        return files.map(Path::toString).toList();
      }
    }
  }
}
