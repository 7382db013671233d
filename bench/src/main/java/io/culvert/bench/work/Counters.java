package io.culvert.bench.work;

import io.culvert.bench.BenchException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Counters in a mapped file. The JVM that counts knows nothing of windows; the bench reads clock
 * and counter whenever it wants. Each counter has one writer.
 */
public final class Counters {

  /** Counters of two threads share no cache line, and no pair of lines that is prefetched. */
  private static final int STRIDE = 128;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final ByteBuffer memory;

  private Counters(ByteBuffer memory) {
    this.memory = memory;
  }

  /**
   * Opens a file of counters, and creates it with zeros if it does not exist.
   *
   * @throws BenchException if the file cannot be opened
   */
  public static Counters open(Path file, int number) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new Counters(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) number * STRIDE));
    } catch (IOException e) {
      throw new BenchException("cannot map counters: file=" + file + ", cause=" + e, e);
    }
  }

  /** Stores the value of a counter. Another process sees it soon after. */
  public void set(int index, long value) {
    // Opaque: never torn and never omitted by the compiler. No order with other stores is needed.
    LONGS.setOpaque(memory, index * STRIDE, value);
  }

  /** Returns the sum of all counters. */
  public long sum() {
    long sum = 0;
    for (int position = 0; position < memory.capacity(); position += STRIDE) {
      sum += (long) LONGS.getOpaque(memory, position);
    }
    return sum;
  }
}
