package io.culvert.bench.micro;

import io.culvert.PekkoCodecs;
import io.culvert.codec.Codec;
import io.culvert.codec.Codecs;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.pekko.util.ByteString;
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
import org.openjdk.jmh.annotations.Warmup;

/** Each codec, into memory outside the heap and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

  private static final int TEXT = 64;
  private static final int ROOM = 1_024;

  /** The codec. */
  @Param({"bytes", "byteString", "utf8", "int64", "int32", "float64"})
  public String codec;

  private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(ROOM));
  private Codec<Object> chosen;
  private Object element;
  private int length;

  /** Chooses the codec and an element. */
  @Setup
  public void choose() {
    switch (codec) {
      case "bytes" -> use(Codecs.bytes(), new byte[TEXT]);
      case "byteString" -> use(PekkoCodecs.byteString(), ByteString.fromArray(new byte[TEXT]));
      case "utf8" -> use(Codecs.utf8(), "x".repeat(TEXT));
      case "int64" -> use(Codecs.int64(), 1L << 40);
      case "int32" -> use(Codecs.int32(), 1 << 20);
      case "float64" -> use(Codecs.float64(), Math.PI);
      default -> throw new IllegalArgumentException("unknown codec: codec=" + codec);
    }
    length = encode();
  }

  @SuppressWarnings("unchecked") // one codec, and an element of its type
  private <T> void use(Codec<T> codecOfElement, T elementOfCodec) {
    chosen = (Codec<Object>) codecOfElement;
    element = elementOfCodec;
  }

  /** Encodes an element. */
  @Benchmark
  public int encode() {
    chosen.maxEncodedLength(element);
    return chosen.encode(element, buffer, 0);
  }

  /** Decodes an element. */
  @Benchmark
  public Object decode() {
    return chosen.decode(buffer, 0, length);
  }
}
