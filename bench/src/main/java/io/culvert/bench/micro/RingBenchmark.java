package io.culvert.bench.micro;

import io.culvert.bench.work.Workplace;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
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

/** Both sides of a ring in one thread: the cost of each step while no cache line has to travel. */
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

  private Workplace workplace;
  private MappedRing ring;
  private RingWriter writer;
  private RingReader reader;

  /** Creates a ring. */
  @Setup
  public void open() {
    workplace = Workplace.create();
    ring =
        MappedRing.openOrCreate(
            RingDirectory.local(workplace.directory()), "micro", RingSpec.ofBytes(CAPACITY));
    writer = RingWriter.attach(ring);
    reader = RingReader.attach(ring);
  }

  /** Removes the ring. */
  @TearDown
  public void close() {
    writer.close();
    reader.close();
    ring.close();
    workplace.close();
  }

  /** Measures the cost of the harness itself. */
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

  /** Carries a message of which eight bytes are written: claim, commit, publish, read, release. */
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

  /** Reads from an empty ring. */
  @Benchmark
  public ReadResult readOfAnEmptyRing() {
    return reader.read();
  }
}
