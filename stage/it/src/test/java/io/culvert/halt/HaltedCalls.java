package io.culvert.halt;

import io.culvert.ring.layout.RingDescriptor;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The steps of a JVM that is to die: calls whose effect another process can see. Each public method
 * is a step, and does the same as the method of its name in the class of its first parameter, or in
 * {@link Files} or {@link FileChannel}. {@link HaltedClasses} puts the calls into the class files.
 *
 * <p>Steps are named by what is stored: {@code store tail}, {@code store writer parked}; or by the
 * operation and the kind of file: {@code delete ring}, {@code lock reader lock}.
 */
public final class HaltedCalls {

  /** The exit code of a JVM that died at its step. */
  public static final int EXIT_CODE = 77;

  static final String STEP = "culvert.test.halt.step";
  static final String SIDE = "culvert.test.halt.side";
  static final String PASSAGE = "culvert.test.halt.passage";

  private static final String WANTED = System.getProperty(STEP, "");
  private static final boolean DIES_BEFORE =
      HaltPoint.Side.BEFORE.name().equals(System.getProperty(SIDE));
  private static final int LAST = Integer.getInteger(PASSAGE, 1);

  /** The kinds of files by the ends of their names. */
  private static final Map<String, String> KINDS =
      Map.of(
          ".ring", "ring",
          ".tmp", "unfinished ring",
          ".sock", "socket",
          ".init.lock", "creation lock",
          ".writer.lock", "writer lock",
          ".reader-0.lock", "reader lock");

  private static final AtomicInteger PASSED = new AtomicInteger();
  private static final Map<FileChannel, String> OPEN =
      Collections.synchronizedMap(new IdentityHashMap<>());

  private HaltedCalls() {}

  /** A step of the test itself, for example after it has printed a line. */
  public static void step(String step) {
    end(begin(step));
  }

  private static int begin(String step) {
    if (!step.equals(WANTED)) {
      return 0;
    }
    int passage = PASSED.incrementAndGet();
    if (DIES_BEFORE) {
      haltAt(passage);
    }
    return passage;
  }

  private static void end(int passage) {
    if (!DIES_BEFORE) {
      haltAt(passage);
    }
  }

  private static void haltAt(int passage) {
    if (passage == LAST) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }

  public static void putLong(UnsafeBuffer buffer, int index, long value) {
    int passage = begin(store(buffer, index, value));
    buffer.putLong(index, value);
    end(passage);
  }

  public static void putLongOrdered(UnsafeBuffer buffer, int index, long value) {
    int passage = begin(store(buffer, index, value));
    buffer.putLongOrdered(index, value);
    end(passage);
  }

  public static boolean compareAndSetLong(
      UnsafeBuffer buffer, int index, long expected, long value) {
    int passage = begin(store(buffer, index, value));
    boolean stored = buffer.compareAndSetLong(index, expected, value);
    end(passage);
    return stored;
  }

  public static void putInt(UnsafeBuffer buffer, int index, int value) {
    int passage = begin(store(buffer, index, value));
    buffer.putInt(index, value);
    end(passage);
  }

  public static void putBytes(UnsafeBuffer buffer, int index, byte[] bytes) {
    int passage = begin(storeBytes(buffer, index));
    buffer.putBytes(index, bytes);
    end(passage);
  }

  public static void putBytes(
      UnsafeBuffer buffer, int index, DirectBuffer source, int offset, int length) {
    int passage = begin(storeBytes(buffer, index));
    buffer.putBytes(index, source, offset, length);
    end(passage);
  }

  public static void putBytes(MutableDirectBuffer buffer, int index, byte[] bytes) {
    int passage = begin(storeBytes(buffer, index));
    buffer.putBytes(index, bytes);
    end(passage);
  }

  public static void putBytes(
      MutableDirectBuffer buffer, int index, DirectBuffer source, int offset, int length) {
    int passage = begin(storeBytes(buffer, index));
    buffer.putBytes(index, source, offset, length);
    end(passage);
  }

  public static FileChannel open(
      Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    int passage = begin("open " + kind(file));
    FileChannel channel = FileChannel.open(file, options, attributes);
    OPEN.put(channel, kind(file));
    end(passage);
    return channel;
  }

  public static FileLock tryLock(FileChannel channel) throws IOException {
    int passage = begin("lock " + OPEN.get(channel));
    FileLock lock = channel.tryLock();
    end(passage);
    return lock;
  }

  public static int write(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
    int passage = begin("write " + OPEN.get(channel));
    int written = channel.write(bytes, position);
    end(passage);
    return written;
  }

  public static MappedByteBuffer map(
      FileChannel channel, FileChannel.MapMode mode, long position, long size) throws IOException {
    int passage = begin("map " + OPEN.get(channel));
    MappedByteBuffer mapped = channel.map(mode, position, size);
    end(passage);
    return mapped;
  }

  public static void close(FileChannel channel) throws IOException {
    int passage = begin("close " + OPEN.remove(channel));
    channel.close();
    end(passage);
  }

  public static Path move(Path from, Path to, CopyOption... options) throws IOException {
    int passage = begin("name " + kind(to));
    Path moved = Files.move(from, to, options);
    end(passage);
    return moved;
  }

  public static void delete(Path file) throws IOException {
    int passage = begin("delete " + kind(file));
    Files.delete(file);
    end(passage);
  }

  public static boolean deleteIfExists(Path file) throws IOException {
    int passage = begin("delete " + kind(file));
    boolean deleted = Files.deleteIfExists(file);
    end(passage);
    return deleted;
  }

  public static ServerSocketChannel bind(
      ServerSocketChannel server, SocketAddress address, int backlog) throws IOException {
    int passage = begin("bind socket");
    ServerSocketChannel bound = server.bind(address, backlog);
    end(passage);
    return bound;
  }

  public static int write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    int passage = begin(bytes.remaining() == 1 ? "send byte" : "send hello");
    int written = channel.write(bytes);
    end(passage);
    return written;
  }

  static String kind(Path file) {
    String name = file.getFileName().toString();
    return KINDS.entrySet().stream()
        .filter(kind -> name.endsWith(kind.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("other file");
  }

  private static String storeBytes(DirectBuffer buffer, int index) {
    if (!(buffer.byteBuffer() instanceof MappedByteBuffer)) {
      return "store elsewhere";
    }
    boolean whole = buffer.capacity() > RingDescriptor.DATA_OFFSET;
    return whole && index < RingDescriptor.DATA_OFFSET ? "store reason" : "store payload";
  }

  private static String store(UnsafeBuffer buffer, int index, long value) {
    boolean ring =
        buffer.byteBuffer() instanceof MappedByteBuffer
            && buffer.capacity() > RingDescriptor.DATA_OFFSET;
    return ring ? "store " + word(index, value) : "store elsewhere";
  }

  /** Returns the name of the word at an index of a ring, for some words with the value stored. */
  static String word(int index, long value) {
    if (index >= RingDescriptor.DATA_OFFSET) {
      return frame(value);
    }
    boolean reader = index >= RingDescriptor.READER_TABLE_OFFSET;
    String role = reader ? "reader" : "writer";
    int offset =
        reader
            ? (index - RingDescriptor.READER_TABLE_OFFSET) % RingDescriptor.READER_LENGTH
            : index - RingDescriptor.WRITER_OFFSET;
    if (!reader && offset >= RingDescriptor.RESUME_TOKENS) {
      boolean first =
          (offset - RingDescriptor.RESUME_TOKENS) % RingDescriptor.RESUME_SLOT_LENGTH == 0;
      return first ? "token position" : "token";
    }
    return switch (offset) {
      case RingDescriptor.POSITION -> reader ? "head" : "tail";
      case RingDescriptor.STATUS -> role + " status";
      case RingDescriptor.PARKED -> role + (value == 0 ? " not parked" : " parked");
      case RingDescriptor.REQUESTED -> role + " requested";
      case RingDescriptor.HEARTBEAT -> role + " heartbeat";
      default -> offset >= RingDescriptor.READER_REASON ? "reason" : "other word";
    };
  }

  private static String frame(long header) {
    return switch ((int) (header >>> 32) & 0xFFFF) {
      case 0 -> "length";
      case 1 -> "data header";
      case 2 -> "padding header";
      case 3 -> "part header";
      default -> "end header";
    };
  }
}
