package io.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.ReadResult;
import io.culvert.ring.RingDirectory;
import io.culvert.ring.RingFile;
import io.culvert.ring.RingLayout;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingSpec;
import io.culvert.ring.RingWriter;
import io.culvert.ring.RoleState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A ring of texts without a stage: the other side of the stage under test, on the test's own
 * thread.
 */
public final class RawRing implements AutoCloseable {

  private final RingFile file;
  private RingReader reader;
  private RingWriter writer;

  private RawRing(RingFile file) {
    this.file = file;
  }

  static RawRing open(Path directory, String name, int capacity) {
    RingSpec spec = new RingSpec(capacity, 4 * capacity, "utf8", 1);
    return new RawRing(RingFile.openOrCreate(RingDirectory.local(directory), name, spec));
  }

  /** Attached when it is first asked for. */
  public RingReader reader() {
    if (reader == null) {
      reader = RingReader.attach(file);
    }
    return reader;
  }

  /** Attaches a reader in the place of one that was closed. */
  public void reopenReader() {
    reader = RingReader.attach(file);
  }

  /** Attached when it is first asked for. */
  public RingWriter writer() {
    if (writer == null) {
      writer = RingWriter.attach(file);
    }
    return writer;
  }

  public RingFile file() {
    return file;
  }

  /** Whether somebody has the writer's role, by the ring's own word. */
  public boolean hasWriter() {
    return (word(RingLayout.WRITER_STATUS_OFFSET) & 0xFF) == RoleState.ATTACHED.ordinal();
  }

  /** Eight bytes of the ring. */
  public long word(long offset) {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      channel.read(word, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return word.getLong(0);
  }

  /** Damages eight bytes of the ring, while others may be using it. */
  public void setWord(long offset, long value) {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
      channel.write(word.putLong(0, value), offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False when the ring has no room. */
  public boolean offer(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return writer().offer(new UnsafeBuffer(bytes), 0, bytes.length);
  }

  public void write(String... texts) {
    for (String text : texts) {
      assertThat(offer(text)).as("room for a message").isTrue();
    }
  }

  /** Waits for the next text. It is not released. */
  public String read() {
    assertThat(next()).isEqualTo(ReadResult.MESSAGE);
    return text();
  }

  /** The text that was read last. */
  public String text() {
    byte[] bytes = new byte[reader().payload().capacity()];
    reader().payload().getBytes(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Waits for a text or an end. */
  public ReadResult next() {
    ReadResult[] result = new ReadResult[1];
    Await.until(
        () -> (result[0] = reader().read()) != ReadResult.EMPTY, () -> "no message: file=" + file);
    return result[0];
  }

  /** Does what a reader does that has taken in the end. */
  public void finish() {
    reader().complete();
    file.delete();
  }

  /** Does what a reader does that wants no more. */
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
