package io.culvert.ring;

import io.culvert.CorruptRingException;
import io.culvert.IncompatibleRingException;
import io.culvert.RingStorageException;
import io.culvert.RingStorageException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The header of a ring: the words that are written once, before its file gets its name. {@link
 * RingLayout} describes them.
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
public record RingIdentity(
    int capacity,
    UUID ringId,
    UUID bootId,
    String codecName,
    long codecFingerprint,
    long createdMillis,
    long creatorPid,
    long firstPosition) {

  static RingIdentity create(RingSpec spec, long firstPosition) {
    return new RingIdentity(
        spec.capacity(),
        UUID.randomUUID(),
        BootId.current(),
        spec.codecName(),
        spec.codecFingerprint(),
        System.currentTimeMillis(),
        ProcessHandle.current().pid(),
        firstPosition);
  }

  /** Returns everything before the data area of a new ring. */
  ByteBuffer toHeader() {
    ByteBuffer header = ByteBuffer.allocate(RingLayout.DATA_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(RingLayout.MAGIC_OFFSET, RingLayout.MAGIC);
    header.putInt(RingLayout.VERSION_OFFSET, RingLayout.VERSION);
    header.putInt(RingLayout.MINOR_VERSION_OFFSET, RingLayout.MINOR_VERSION);
    header.putLong(RingLayout.MUST_UNDERSTAND_OFFSET, RingLayout.UNDERSTOOD);
    header.putLong(RingLayout.CAPACITY_OFFSET, capacity);
    putUuid(header, RingLayout.RING_ID_OFFSET, ringId);
    putUuid(header, RingLayout.BOOT_ID_OFFSET, bootId);
    header.putLong(RingLayout.CODEC_FINGERPRINT_OFFSET, codecFingerprint);
    header.putLong(RingLayout.CREATED_OFFSET, createdMillis);
    header.putLong(RingLayout.CREATOR_PID_OFFSET, creatorPid);
    header.putLong(RingLayout.FIRST_POSITION_OFFSET, firstPosition);
    header.putInt(RingLayout.READERS_OFFSET, RingLayout.READERS);
    byte[] name = codecName.getBytes(StandardCharsets.UTF_8);
    header.putInt(RingLayout.CODEC_NAME_LENGTH_OFFSET, name.length);
    header.put(RingLayout.CODEC_NAME_OFFSET, name);
    header.putInt(RingLayout.IDENTITY_CHECKSUM_OFFSET, checksum(header));
    header.putLong(RingLayout.TAIL_OFFSET, firstPosition);
    for (int slot = 0; slot < RingLayout.READERS; slot++) {
      header.putLong(RingLayout.readerOffset(slot) + RingLayout.POSITION, firstPosition);
    }
    return header;
  }

  /**
   * Reads the header from the first bytes of a file. Checks each word before it reads the next one.
   *
   * @throws IncompatibleRingException if it is not a ring, or has another layout version
   * @throws CorruptRingException if a value is invalid
   * @throws RingStorageException if there are too few bytes
   */
  static RingIdentity parse(ByteBuffer bytes, String file) {
    ByteBuffer header = bytes.order(ByteOrder.LITTLE_ENDIAN);
    if (header.limit() < RingLayout.IDENTITY_LENGTH) {
      throw truncated(header.limit(), RingLayout.IDENTITY_LENGTH, file);
    }
    refuseUnless(RingLayout.MAGIC, header.getLong(RingLayout.MAGIC_OFFSET), "magic", file);
    refuseUnless(
        RingLayout.VERSION, header.getInt(RingLayout.VERSION_OFFSET), "layout version", file);
    int found = header.getInt(RingLayout.IDENTITY_CHECKSUM_OFFSET);
    int wanted = checksum(header);
    if (found != wanted) {
      throw new CorruptRingException(file, 0, "identity checksum", found, String.valueOf(wanted));
    }
    long mustUnderstand = header.getLong(RingLayout.MUST_UNDERSTAND_OFFSET);
    if ((mustUnderstand & ~RingLayout.UNDERSTOOD) != 0) {
      throw new IncompatibleRingException(
          file, "must-understand bits", mustUnderstand, RingLayout.UNDERSTOOD);
    }
    return fields(header, file);
  }

  private static RingIdentity fields(ByteBuffer header, String file) {
    long capacity = header.getLong(RingLayout.CAPACITY_OFFSET);
    if (!RingLayout.isCapacity(capacity)) {
      throw new CorruptRingException(file, 0, "capacity", capacity, "a power of two");
    }
    int readers = header.getInt(RingLayout.READERS_OFFSET);
    if (readers != RingLayout.READERS) {
      throw new CorruptRingException(
          file, 0, "reader blocks", readers, String.valueOf(RingLayout.READERS));
    }
    int nameLength = header.getInt(RingLayout.CODEC_NAME_LENGTH_OFFSET);
    if (nameLength < 1 || nameLength > RingLayout.CODEC_NAME_LIMIT) {
      throw new CorruptRingException(
          file, 0, "codec name length", nameLength, "1 to " + RingLayout.CODEC_NAME_LIMIT);
    }
    byte[] name = new byte[nameLength];
    header.get(RingLayout.CODEC_NAME_OFFSET, name);
    return new RingIdentity(
        (int) capacity,
        getUuid(header, RingLayout.RING_ID_OFFSET),
        getUuid(header, RingLayout.BOOT_ID_OFFSET),
        new String(name, StandardCharsets.UTF_8),
        header.getLong(RingLayout.CODEC_FINGERPRINT_OFFSET),
        header.getLong(RingLayout.CREATED_OFFSET),
        header.getLong(RingLayout.CREATOR_PID_OFFSET),
        header.getLong(RingLayout.FIRST_POSITION_OFFSET));
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
    return bytes.limit() >= RingLayout.IDENTITY_LENGTH
        && ringId.equals(getUuid(bytes.order(ByteOrder.LITTLE_ENDIAN), RingLayout.RING_ID_OFFSET));
  }

  /**
   * Returns whether the ring was created in the current boot of the host.
   *
   * @return true if it was, or if the system has no boot id
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
    covered.position(0).limit(RingLayout.IDENTITY_CHECKSUM_OFFSET);
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
