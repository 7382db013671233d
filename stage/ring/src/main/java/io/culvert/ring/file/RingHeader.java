package io.culvert.ring.file;

import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.CorruptRingException;
import io.culvert.exceptions.IncompatibleRingException;
import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import io.culvert.ring.layout.RingDescriptor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The header of a ring: the words that are written once, before its file gets its name. {@link
 * RingDescriptor} describes them.
 *
 * @param capacity the size of the data area in bytes
 * @param ringId identifies the ring forever
 * @param bootId identifies the boot of the host in which the ring was created; zero on a system
 *     that has no boot id
 * @param codecName the name of the codec of the payloads
 * @param codecFingerprint a number that changes with the encoding
 * @param createdMillis the time of creation, milliseconds since 1970
 * @param creatorPid the process id of the creator, for people
 * @param firstPosition the position at which the ring began, in bytes
 */
public record RingHeader(
    int capacity,
    UUID ringId,
    UUID bootId,
    String codecName,
    long codecFingerprint,
    long createdMillis,
    long creatorPid,
    long firstPosition) {

  /**
   * Creates the header of a new ring of this process.
   *
   * @param spec capacity and codec
   * @param firstPosition position of the first byte
   * @return a header with a new id
   */
  @InternalApi
  public static RingHeader create(RingSpec spec, long firstPosition) {
    return new RingHeader(
        spec.capacity(),
        UUID.randomUUID(),
        BootId.current(),
        spec.codecName(),
        spec.codecFingerprint(),
        System.currentTimeMillis(),
        ProcessHandle.current().pid(),
        firstPosition);
  }

  /** {@return everything before the data area of a new ring: bytes from the start of the file} */
  @InternalApi
  public ByteBuffer toHeader() {
    ByteBuffer header =
        ByteBuffer.allocate(RingDescriptor.DATA_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(RingDescriptor.MAGIC_OFFSET, RingDescriptor.MAGIC);
    header.putInt(RingDescriptor.VERSION_OFFSET, RingDescriptor.VERSION);
    header.putInt(RingDescriptor.MINOR_VERSION_OFFSET, RingDescriptor.MINOR_VERSION);
    header.putLong(RingDescriptor.MUST_UNDERSTAND_OFFSET, RingDescriptor.UNDERSTOOD);
    header.putLong(RingDescriptor.CAPACITY_OFFSET, capacity);
    putUuid(header, RingDescriptor.RING_ID_OFFSET, ringId);
    putUuid(header, RingDescriptor.BOOT_ID_OFFSET, bootId);
    header.putLong(RingDescriptor.CODEC_FINGERPRINT_OFFSET, codecFingerprint);
    header.putLong(RingDescriptor.CREATED_OFFSET, createdMillis);
    header.putLong(RingDescriptor.CREATOR_PID_OFFSET, creatorPid);
    header.putLong(RingDescriptor.FIRST_POSITION_OFFSET, firstPosition);
    header.putInt(RingDescriptor.READERS_OFFSET, RingDescriptor.READERS);
    byte[] name = codecName.getBytes(StandardCharsets.UTF_8);
    header.putInt(RingDescriptor.CODEC_NAME_LENGTH_OFFSET, name.length);
    header.put(RingDescriptor.CODEC_NAME_OFFSET, name);
    header.putInt(RingDescriptor.IDENTITY_CHECKSUM_OFFSET, checksum(header));
    header.putLong(RingDescriptor.TAIL_OFFSET, firstPosition);
    for (int slot = 0; slot < RingDescriptor.READERS; slot++) {
      header.putLong(RingDescriptor.readerOffset(slot) + RingDescriptor.POSITION, firstPosition);
    }
    return header;
  }

  /**
   * Reads the header from the first bytes of a file. Checks each word before it reads the next one.
   *
   * @param bytes the first bytes of a file
   * @param file its name, for messages
   * @return the header
   * @throws IncompatibleRingException if it is not a ring, or has another layout version
   * @throws CorruptRingException if a value is invalid
   * @throws RingStorageException if there are too few bytes
   */
  @InternalApi
  public static RingHeader parse(ByteBuffer bytes, String file) {
    ByteBuffer header = bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < RingDescriptor.IDENTITY_LENGTH) {
      throw truncated(header.limit(), RingDescriptor.IDENTITY_LENGTH, file);
    }
    refuseUnless(RingDescriptor.MAGIC, header.getLong(RingDescriptor.MAGIC_OFFSET), "magic", file);
    refuseUnless(
        RingDescriptor.VERSION,
        header.getInt(RingDescriptor.VERSION_OFFSET),
        "layout version",
        file);
    int found = header.getInt(RingDescriptor.IDENTITY_CHECKSUM_OFFSET);
    int wanted = checksum(header);
    if (found != wanted) {
      throw new CorruptRingException(file, 0, "identity checksum", found, String.valueOf(wanted));
    }
    long mustUnderstand = header.getLong(RingDescriptor.MUST_UNDERSTAND_OFFSET);
    if ((mustUnderstand & ~RingDescriptor.UNDERSTOOD) != 0) {
      throw new IncompatibleRingException(
          file, "must-understand bits", mustUnderstand, RingDescriptor.UNDERSTOOD);
    }
    return fields(header, file);
  }

  private static RingHeader fields(ByteBuffer header, String file) {
    long capacity = header.getLong(RingDescriptor.CAPACITY_OFFSET);
    if (!RingDescriptor.isCapacity(capacity)) {
      throw new CorruptRingException(file, 0, "capacity", capacity, "a power of two");
    }
    int readers = header.getInt(RingDescriptor.READERS_OFFSET);
    if (readers != RingDescriptor.READERS) {
      throw new CorruptRingException(
          file, 0, "reader blocks", readers, String.valueOf(RingDescriptor.READERS));
    }
    int nameLength = header.getInt(RingDescriptor.CODEC_NAME_LENGTH_OFFSET);
    if (nameLength < 1 || nameLength > RingDescriptor.CODEC_NAME_LIMIT) {
      throw new CorruptRingException(
          file, 0, "codec name length", nameLength, "1 to " + RingDescriptor.CODEC_NAME_LIMIT);
    }
    byte[] name = new byte[nameLength];
    header.get(RingDescriptor.CODEC_NAME_OFFSET, name);
    return new RingHeader(
        (int) capacity,
        getUuid(header, RingDescriptor.RING_ID_OFFSET),
        getUuid(header, RingDescriptor.BOOT_ID_OFFSET),
        new String(name, StandardCharsets.UTF_8),
        header.getLong(RingDescriptor.CODEC_FINGERPRINT_OFFSET),
        header.getLong(RingDescriptor.CREATED_OFFSET),
        header.getLong(RingDescriptor.CREATOR_PID_OFFSET),
        header.getLong(RingDescriptor.FIRST_POSITION_OFFSET));
  }

  /**
   * Refuses a ring that has other properties than this side needs.
   *
   * @throws IncompatibleRingException if the capacity or the codec differs
   */
  void requireMatches(RingSpec spec, String file) {
    if (capacity != spec.capacity()) {
      throw new IncompatibleRingException(file, "capacity", capacity, spec.capacity());
    }
    if (!codecName.equals(spec.codecName())) {
      throw new IncompatibleRingException(file, "codec", codecName, spec.codecName());
    }
    if (codecFingerprint != spec.codecFingerprint()) {
      throw new IncompatibleRingException(
          file, "codec fingerprint", codecFingerprint, spec.codecFingerprint());
    }
  }

  /** Returns whether the first bytes of a file contain this id, even if they are invalid. */
  static boolean hasId(ByteBuffer bytes, UUID ringId) {
    return bytes.limit() >= RingDescriptor.IDENTITY_LENGTH
        && ringId.equals(
            getUuid(bytes.order(ByteOrder.LITTLE_ENDIAN), RingDescriptor.RING_ID_OFFSET));
  }

  /**
   * {@return whether the ring was created in the current boot of the host; true if the system has
   * no boot id}
   */
  public boolean isOfThisBoot() {
    UUID unknown = BootId.UNKNOWN;
    UUID current = BootId.current();
    return bootId.equals(current) || bootId.equals(unknown) || current.equals(unknown);
  }

  static RingStorageException truncated(long length, long wanted, String file) {
    return new RingStorageException(
        Reason.TRUNCATED,
        "truncated ring: length="
            + length
            + ", wanted="
            + wanted
            + ", file="
            + file
            + "; delete the file when no process uses it");
  }

  private static void refuseUnless(long wanted, long found, String field, String file) {
    if (found != wanted) {
      throw new IncompatibleRingException(file, field, found, wanted);
    }
  }

  private static int checksum(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    ByteBuffer covered = header.duplicate();
    covered.position(0).limit(RingDescriptor.IDENTITY_CHECKSUM_OFFSET);
    crc.update(covered);
    return (int) crc.getValue();
  }

  private static void putUuid(ByteBuffer header, int offset, UUID id) {
    header.putLong(offset, id.getMostSignificantBits());
    header.putLong(offset + Long.BYTES, id.getLeastSignificantBits());
  }

  private static UUID getUuid(ByteBuffer header, int offset) {
    return new UUID(header.getLong(offset), header.getLong(offset + Long.BYTES));
  }
}
