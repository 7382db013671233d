package io.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.ring.layout.RoleStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/** A ring of texts without a stage: the peer of the stage under test, on the test's own thread. */
public final class RawRing implements AutoCloseable {

  /** Where a frame's header has its type, and its length. */
  private static final int TYPE_SHIFT = 32;

  private static final long LENGTH_MASK = 0xFFFF_FFFFL;

  private final MappedRing file;
  private RingReader reader;
  private RingWriter writer;

  private RawRing(MappedRing file) {
    this.file = file;
  }

  static RawRing open(Path directory, String name, int capacity) {
    RingSpec spec = new RingSpec(capacity, 4 * capacity, "utf8", 1);
    return new RawRing(MappedRing.openOrCreate(RingDirectory.local(directory), name, spec));
  }

  /** Returns the reader; attaches it in the first call. */
  public RingReader reader() {
    if (reader == null) {
      reader = RingReader.attach(file);
    }
    return reader;
  }

  /** Attaches a new reader after the former one was closed. */
  public void reopenReader() {
    reader = RingReader.attach(file);
  }

  /** Returns the writer; attaches it in the first call. */
  public RingWriter writer() {
    if (writer == null) {
      writer = RingWriter.attach(file);
    }
    return writer;
  }

  public MappedRing file() {
    return file;
  }

  /** Returns whether a writer is attached, by the status in the ring. */
  public boolean hasWriter() {
    return (word(RingDescriptor.WRITER_STATUS_OFFSET) & 0xFF) == RoleStatus.ATTACHED.ordinal();
  }

  /** Returns the eight bytes at an offset of the file. */
  public long word(long offset) {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      channel.read(word, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return word.getLong(0);
  }

  /** Publishes a frame of eight zero bytes with this type and length in its header. */
  public void corruptFrame(int type, int length) {
    corruptFrame(type, length, 0);
  }

  /** Publishes a frame of eight payload bytes with this type and length in its header. */
  public void corruptFrame(int type, int length, long payload) {
    long tail = word(RingDescriptor.TAIL_OFFSET);
    long header = (long) type << TYPE_SHIFT | length & LENGTH_MASK;
    setWord(RingDescriptor.DATA_OFFSET + tail, header);
    setWord(RingDescriptor.DATA_OFFSET + tail + Long.BYTES, payload);
    setWord(RingDescriptor.TAIL_OFFSET, tail + 2 * Long.BYTES);
  }

  /** Waits until the stage that reads has written some more heartbeats. */
  public void awaitReaderHeartbeats(int count) {
    awaitHeartbeats(RingDescriptor.readerOffset(0), count);
  }

  /** Waits until the stage that writes has written some more heartbeats. */
  public void awaitWriterHeartbeats(int count) {
    awaitHeartbeats(RingDescriptor.WRITER_OFFSET, count);
  }

  private void awaitHeartbeats(int block, int count) {
    long begin = word(block + RingDescriptor.HEARTBEAT);
    Await.until(
        () -> word(block + RingDescriptor.HEARTBEAT) - begin >= count, () -> "no heartbeats");
  }

  /** Leaves what a killed reader leaves: a heartbeat that has stopped, and a free lock. */
  public void simulateKilledReader() {
    simulateKill(RingDescriptor.readerOffset(0), ".reader-0.lock");
  }

  /** Leaves what a killed writer leaves: a heartbeat that has stopped, and a free lock. */
  public void simulateKilledWriter() {
    simulateKill(RingDescriptor.WRITER_OFFSET, ".writer.lock");
  }

  private void simulateKill(int block, String lockSuffix) {
    String name = file.path().getFileName().toString().replaceFirst("\\.ring$", lockSuffix);
    try {
      Files.createFile(file.path().resolveSibling(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    setWord(block + RingDescriptor.HEARTBEAT, 7);
  }

  /** Overwrites eight bytes of the file, even while stages use the ring. */
  public void setWord(long offset, long value) {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
      channel.write(word.putLong(0, value), offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Offers a text; returns false if the ring has no room. */
  public boolean offer(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return writer().offer(new UnsafeBuffer(bytes), 0, bytes.length);
  }

  public void write(String... texts) {
    for (String text : texts) {
      assertThat(offer(text)).as("room for a message").isTrue();
    }
  }

  /** Waits for the next text and returns it; does not release it. */
  public String read() {
    assertThat(next()).isEqualTo(ReadResult.MESSAGE);
    return text();
  }

  /** Returns the text that was read last. */
  public String text() {
    byte[] bytes = new byte[reader().payload().capacity()];
    reader().payload().getBytes(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Waits for a text or an end of the stream. */
  public ReadResult next() {
    ReadResult[] result = new ReadResult[1];
    Await.until(
        () -> (result[0] = reader().read()) != ReadResult.EMPTY, () -> "no message: file=" + file);
    return result[0];
  }

  /** Completes the reader and deletes the ring, as a source does at the end of the stream. */
  public void finish() {
    reader().complete();
    file.delete();
  }

  /** Cancels the reader and deletes the ring, as a source does that is cancelled. */
  public void cancel() {
    reader().cancel();
    file.delete();
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
    if (writer != null) {
      writer.close();
    }
    file.close();
  }
}
