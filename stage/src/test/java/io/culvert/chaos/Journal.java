package io.culvert.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers in a file. What was appended survives the death of the process: each number is one {@code
 * write} of eight aligned bytes, which a signal never cuts in two.
 */
final class Journal implements AutoCloseable {

  private final FileChannel channel;
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES);

  private Journal(FileChannel channel) {
    this.channel = channel;
  }

  static Journal create(Path file) throws IOException {
    return new Journal(
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** For any thread. */
  synchronized void append(long appended) {
    try {
      channel.write(number.clear().putLong(0, appended));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** All numbers so far; none when there is no file. */
  static long[] read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new long[0];
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    long[] numbers = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(numbers);
    return numbers;
  }

  /** The number that was appended last; the other one when there is none. */
  static long last(Path file, long otherwise) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long count = channel.size() / Long.BYTES;
      ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
      if (count == 0 || channel.read(number, (count - 1) * Long.BYTES) < Long.BYTES) {
        return otherwise;
      }
      return number.getLong(0);
    } catch (NoSuchFileException e) {
      return otherwise;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
