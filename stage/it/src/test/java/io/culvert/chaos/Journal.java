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
 * A file of numbers. Appended numbers survive the death of the process: each is one {@code write}
 * of eight aligned bytes, which a signal never splits.
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

  /** Appends a number; any thread may call it. */
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

  /** Returns all numbers so far; none if there is no file. */
  static long[] read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new long[0];
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    long[] numbers = new long[bytes.remaining() / Long.BYTES];
    bytes.asLongBuffer().get(numbers);
    return numbers;
  }

  /** Returns the last number, or {@code otherwise} if there is none. */
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
