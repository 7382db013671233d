package io.culvert.ring.layout;

import io.culvert.annotation.InternalApi;

/**
 * The layout of a ring, version {@value #VERSION}: where each word of the mapped file is, which
 * side writes it, and with which ordering. Offsets only; the behaviour is in {@code RingWriter} and
 * {@code RingReader}.
 *
 * <p>All words are little-endian. A long is 8-aligned, an int is 4-aligned. Words that are hot and
 * have different owners are at least 128 bytes apart, so that no two of them share a cache line or
 * the line that the hardware fetches beside it.
 *
 * <pre>
 *      0  +------------------------------+
 *         | identity          512 bytes  |  written once, before the file gets its name
 *    512  +------------------------------+
 *         | (zero)                       |
 *   1024  +------------------------------+
 *         | writer block     3072 bytes  |
 *   4096  +------------------------------+
 *         | reader block 0   1024 bytes  |
 *         | ...                          |
 *         | reader block 31              |
 *  36864  +------------------------------+
 *         | data, capacity bytes         |
 *         +------------------------------+
 * </pre>
 *
 * <h2>Identity</h2>
 *
 * <table>
 * <caption>Identity words: written by the creator with plain file writes, made visible by the rename</caption>
 * <tr><th>offset</th><th>type</th><th>word</th></tr>
 * <tr><td>0</td><td>long</td><td>magic, {@link #MAGIC}</td></tr>
 * <tr><td>8</td><td>int</td><td>layout version (major), {@value #VERSION}</td></tr>
 * <tr><td>12</td><td>int</td><td>minor version: a newer one is accepted</td></tr>
 * <tr><td>16</td><td>long</td><td>must-understand bits: an unknown one is refused</td></tr>
 * <tr><td>24</td><td>long</td><td>capacity of the data area, bytes</td></tr>
 * <tr><td>32, 40</td><td>long</td><td>ring id, a UUID</td></tr>
 * <tr><td>48, 56</td><td>long</td><td>boot id of the host, a UUID; zero where the system has none</td></tr>
 * <tr><td>64</td><td>long</td><td>codec fingerprint</td></tr>
 * <tr><td>72</td><td>long</td><td>time of creation, milliseconds since 1970 (for people)</td></tr>
 * <tr><td>80</td><td>long</td><td>process id of the creator (for people)</td></tr>
 * <tr><td>88</td><td>long</td><td>first position of the ring</td></tr>
 * <tr><td>96</td><td>int</td><td>number of reader blocks, {@value #READERS}</td></tr>
 * <tr><td>100</td><td>int</td><td>length of the codec name, bytes</td></tr>
 * <tr><td>104</td><td>bytes</td><td>codec name, UTF-8, at most {@value #CODEC_NAME_LIMIT} bytes</td></tr>
 * <tr><td>504</td><td>int</td><td>CRC-32C of bytes 0 to 503</td></tr>
 * </table>
 *
 * <h2>Writer block</h2>
 *
 * <table>
 * <caption>Words of the writer block, offsets from {@link #WRITER_OFFSET}</caption>
 * <tr><th>offset</th><th>word</th><th>written by, ordering</th><th>read by, ordering</th></tr>
 * <tr><td>0</td><td>tail: position after the last published frame</td><td>writer, release (= publish)</td>
 *     <td>readers, acquire</td></tr>
 * <tr><td>128</td><td>status: epoch and {@link RoleStatus}</td><td>attacher and writer, compare-and-set</td>
 *     <td>any process, acquire; the writer before each publish</td></tr>
 * <tr><td>256</td><td>parked: 1 while it waits to be woken</td><td>writer, release, then a full fence; cleared by
 *     compare-and-set</td><td>reader, volatile, after a full fence after its release</td></tr>
 * <tr><td>264</td><td>requested: the head that it waits for</td><td>writer, plain, before parked</td>
 *     <td>reader, plain, after parked</td></tr>
 * <tr><td>384</td><td>heartbeat: moves every 100 ms; 0 when a plain thread has the role</td><td>writer's conductor, release</td>
 *     <td>reader's conductor, acquire</td></tr>
 * <tr><td>512, 528</td><td>two resume tokens, each the position after the message that carried it (0: none yet;
 *     -1: none), and after that the token</td><td>writer, release, before the tail that publishes the message</td>
 *     <td>a writer that attaches, acquire</td></tr>
 * <tr><td>1024</td><td>reason: int length, then UTF-8 text</td><td>reserved</td><td>-</td></tr>
 * </table>
 *
 * <h2>Reader block</h2>
 *
 * <table>
 * <caption>Words of a reader block, offsets from {@link #readerOffset(int)}</caption>
 * <tr><th>offset</th><th>word</th><th>written by, ordering</th><th>read by, ordering</th></tr>
 * <tr><td>0</td><td>head: position of the first frame not released</td><td>reader, release (= release)</td>
 *     <td>writer, acquire</td></tr>
 * <tr><td>128</td><td>status: epoch and {@link RoleStatus}</td><td>attacher and reader, compare-and-set</td>
 *     <td>any process, acquire; the writer before each publish, the reader before each release</td></tr>
 * <tr><td>256</td><td>parked: 1 while it waits to be woken</td><td>reader, release, then a full fence; cleared by
 *     compare-and-set</td><td>writer, volatile, after a full fence after its publication</td></tr>
 * <tr><td>264</td><td>requested: the tail that it waits for</td><td>reader, plain, before parked</td>
 *     <td>writer, plain, after parked</td></tr>
 * <tr><td>384</td><td>heartbeat: moves every 100 ms; 0 when a plain thread has the role</td><td>reader's conductor, release</td>
 *     <td>writer's conductor, acquire</td></tr>
 * <tr><td>512</td><td>reason: int length, then UTF-8 text</td><td>reader, plain, before the status that refers to it</td>
 *     <td>writer, plain, after that status</td></tr>
 * </table>
 *
 * <p>The frames of the data area are described by {@link FrameDescriptor}. The idea of a descriptor
 * apart from the behaviour is taken from Agrona's {@code RingBufferDescriptor}; the layout is our
 * own, because Agrona's moves the tail before a record is complete.
 */
@InternalApi
public final class RingDescriptor {

  /** {@code "CULVERT"} and a byte that is not text, as a little-endian long. */
  public static final long MAGIC = 0x8154_5245_564C_5543L;

  /** Major layout version: another one is refused. */
  public static final int VERSION = 1;

  /** Minor layout version: a newer one is accepted. */
  public static final int MINOR_VERSION = 0;

  /** Must-understand bits that this version understands. */
  public static final long UNDERSTOOD = 0L;

  /** Offset of the magic, in bytes, as all offsets here. */
  public static final int MAGIC_OFFSET = 0;

  /** Offset of the major version. */
  public static final int VERSION_OFFSET = 8;

  /** Offset of the minor version. */
  public static final int MINOR_VERSION_OFFSET = 12;

  /** Offset of the must-understand bits. */
  public static final int MUST_UNDERSTAND_OFFSET = 16;

  /** Offset of the capacity. */
  public static final int CAPACITY_OFFSET = 24;

  /** Offset of the ring id. */
  public static final int RING_ID_OFFSET = 32;

  /** Offset of the boot id. */
  public static final int BOOT_ID_OFFSET = 48;

  /** Offset of the codec fingerprint. */
  public static final int CODEC_FINGERPRINT_OFFSET = 64;

  /** Offset of the time of creation. */
  public static final int CREATED_OFFSET = 72;

  /** Offset of the creator's process id. */
  public static final int CREATOR_PID_OFFSET = 80;

  /** Offset of the ring's first position. */
  public static final int FIRST_POSITION_OFFSET = 88;

  /** Offset of the number of reader blocks. */
  public static final int READERS_OFFSET = 96;

  /** Offset of the length of the codec name. */
  public static final int CODEC_NAME_LENGTH_OFFSET = 100;

  /** Offset of the codec name. */
  public static final int CODEC_NAME_OFFSET = 104;

  /** Longest codec name, in bytes of UTF-8. */
  public static final int CODEC_NAME_LIMIT = 128;

  /** Offset of the checksum over the identity. */
  public static final int IDENTITY_CHECKSUM_OFFSET = 504;

  /** Length of the identity, checksum included. */
  public static final int IDENTITY_LENGTH = 512;

  /** Offset of the writer block. */
  public static final int WRITER_OFFSET = 1024;

  /** Offset of the reader table. */
  public static final int READER_TABLE_OFFSET = 4096;

  /** Length of one reader block. */
  public static final int READER_LENGTH = 1024;

  /** Number of reader blocks. */
  public static final int READERS = 32;

  /** Offset of the block of the reader that is in use: the first of the table. */
  public static final int READER_OFFSET = READER_TABLE_OFFSET;

  /** Offset of the data area, which is also the length of everything before it. */
  public static final int DATA_OFFSET = READER_TABLE_OFFSET + READERS * READER_LENGTH;

  /** Within a role's block: offset of its position word (tail of the writer, head of a reader). */
  public static final int POSITION = 0;

  /** Within a role's block: offset of the status word. */
  public static final int STATUS = 128;

  /** Within a role's block: offset of the parked flag. */
  public static final int PARKED = 256;

  /** Within a role's block: offset of the position that a parked side waits for. */
  public static final int REQUESTED = 264;

  /** Within a role's block: offset of the heartbeat. */
  public static final int HEARTBEAT = 384;

  /** Within the writer's block: offset of the two pairs of position and resume token. */
  public static final int RESUME_TOKENS = 512;

  /** Number of pairs of position and resume token. */
  public static final int RESUME_SLOTS = 2;

  /** Length of one pair of position and resume token. */
  public static final int RESUME_SLOT_LENGTH = 16;

  /** Within a reader's block: offset of the reason text. */
  public static final int READER_REASON = 512;

  /** Longest reason text of a reader, in bytes of UTF-8. */
  public static final int READER_REASON_LIMIT = READER_LENGTH - READER_REASON - Integer.BYTES;

  /** Smallest capacity, in bytes. */
  public static final int MIN_CAPACITY = 64 * 1024;

  /** Largest capacity, in bytes. */
  public static final int MAX_CAPACITY = 1024 * 1024 * 1024;

  /** No message begins after this position: at a gigabyte a second, it is reached in 146 years. */
  public static final long MAX_POSITION = 1L << 62;

  /** The absolute offset of the writer's tail. */
  public static final int TAIL_OFFSET = WRITER_OFFSET + POSITION;

  /** The absolute offset of the writer's status. */
  public static final int WRITER_STATUS_OFFSET = WRITER_OFFSET + STATUS;

  private RingDescriptor() {}

  /**
   * Returns the offset of a reader's block.
   *
   * @param slot the reader's slot, from 0 to {@value #READERS} - 1
   * @return the absolute offset, in bytes
   */
  public static int readerOffset(int slot) {
    return READER_TABLE_OFFSET + slot * READER_LENGTH;
  }

  /**
   * Returns the length of a ring's file.
   *
   * @param capacity the capacity of the data area, in bytes
   * @return the length, in bytes
   */
  public static long fileLength(int capacity) {
    return (long) DATA_OFFSET + capacity;
  }

  /**
   * Returns whether a number is a valid capacity: a power of two from {@value #MIN_CAPACITY} to
   * {@value #MAX_CAPACITY}.
   *
   * @param capacity the number, in bytes
   * @return true if it is valid
   */
  public static boolean isCapacity(long capacity) {
    return capacity >= MIN_CAPACITY && capacity <= MAX_CAPACITY && Long.bitCount(capacity) == 1;
  }
}
