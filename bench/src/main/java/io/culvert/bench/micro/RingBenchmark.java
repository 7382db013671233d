package io.culvert.bench.micro;

import io.culvert.ring.ReadResult;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingSpec;
import io.culvert.ring.RingWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.agrona.MutableDirectBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Both sides of a ring in one thread: what the steps cost when no cache line has to travel. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class RingBenchmark {

  private static final int CAPACITY = 1 << 20;

  /** Bytes of a message. */
  @Param({"64", "1024"})
  public int size;

  private Path directory;
  private RingFile ring;
  private RingWriter writer;
  private RingReader reader;

  /**
   * Makes a ring.
   *
   * @throws IOException when there is no place for it
   */
  @Setup
  public void open() throws IOException {
    directory = Files.createTempDirectory("culvert-micro-");
    ring =
        RingFile.openOrCreate(RingDirectory.local(directory), "micro", RingSpec.ofBytes(CAPACITY));
    writer = RingWriter.attach(ring);
    reader = RingReader.attach(ring);
  }

  /**
   * Removes it.
   *
   * @throws IOException when that fails
   */
  @TearDown
  public void close() throws IOException {
    writer.close();
    reader.close();
    ring.delete();
    ring.close();
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  /**
   * What the harness itself costs.
   *
   * @return something
   */
  @Benchmark
  public int baseline() {
    return size;
  }

  /** Claims room and gives it up. */
  @Benchmark
  public void claimAndAbort() {
    writer.claim(size);
    writer.abort();
  }

  /**
   * A message of which eight bytes are written goes through the ring: claim, commit, publish, read,
   * release.
   *
   * @return its eight bytes
   */
  @Benchmark
  public long throughTheRing() {
    MutableDirectBuffer claim = writer.claim(size);
    claim.putLong(0, size);
    writer.commit(size);
    writer.publish();
    if (reader.read() != ReadResult.MESSAGE) {
      throw new IllegalStateException("the message is not there");
    }
    long read = reader.payload().getLong(0);
    reader.release();
    return read;
  }

  /**
   * Looks for a message where there is none.
   *
   * @return the answer
   */
  @Benchmark
  public ReadResult readOfAnEmptyRing() {
    return reader.read();
  }
}
