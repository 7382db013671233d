package io.culvert.ring.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.file.RingHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the numbers of layout version 1. They must not change, because files with them exist. */
class RingDescriptorTest {

  @Test
  void shouldKeepOffsetsOfIdentityWords() {
    assertThat(RingDescriptor.MAGIC).isEqualTo(0x8154_5245_564C_5543L);
    assertThat(RingDescriptor.VERSION).isEqualTo(1);
    assertThat(RingDescriptor.MINOR_VERSION).isZero();
    assertThat(RingDescriptor.UNDERSTOOD).isZero();
    assertThat(RingDescriptor.MAGIC_OFFSET).isZero();
    assertThat(RingDescriptor.VERSION_OFFSET).isEqualTo(8);
    assertThat(RingDescriptor.MINOR_VERSION_OFFSET).isEqualTo(12);
    assertThat(RingDescriptor.MUST_UNDERSTAND_OFFSET).isEqualTo(16);
    assertThat(RingDescriptor.CAPACITY_OFFSET).isEqualTo(24);
    assertThat(RingDescriptor.RING_ID_OFFSET).isEqualTo(32);
    assertThat(RingDescriptor.BOOT_ID_OFFSET).isEqualTo(48);
    assertThat(RingDescriptor.CODEC_FINGERPRINT_OFFSET).isEqualTo(64);
    assertThat(RingDescriptor.CREATED_OFFSET).isEqualTo(72);
    assertThat(RingDescriptor.CREATOR_PID_OFFSET).isEqualTo(80);
    assertThat(RingDescriptor.FIRST_POSITION_OFFSET).isEqualTo(88);
    assertThat(RingDescriptor.READERS_OFFSET).isEqualTo(96);
    assertThat(RingDescriptor.CODEC_NAME_LENGTH_OFFSET).isEqualTo(100);
    assertThat(RingDescriptor.CODEC_NAME_OFFSET).isEqualTo(104);
    assertThat(RingDescriptor.CODEC_NAME_LIMIT).isEqualTo(128);
    assertThat(RingDescriptor.IDENTITY_CHECKSUM_OFFSET).isEqualTo(504);
    assertThat(RingDescriptor.IDENTITY_LENGTH).isEqualTo(512);
  }

  @Test
  void shouldKeepOffsetsOfSharedWords() {
    assertThat(RingDescriptor.WRITER_OFFSET).isEqualTo(1024);
    assertThat(RingDescriptor.TAIL_OFFSET).isEqualTo(1024);
    assertThat(RingDescriptor.WRITER_STATUS_OFFSET).isEqualTo(1152);
    assertThat(RingDescriptor.RESUME_TOKENS).isEqualTo(512);
    assertThat(RingDescriptor.RESUME_SLOTS).isEqualTo(2);
    assertThat(RingDescriptor.RESUME_SLOT_LENGTH).isEqualTo(16);
    assertThat(RingDescriptor.READER_TABLE_OFFSET).isEqualTo(4096);
    assertThat(RingDescriptor.READER_LENGTH).isEqualTo(1024);
    assertThat(RingDescriptor.READERS).isEqualTo(32);
    assertThat(RingDescriptor.readerOffset(0)).isEqualTo(4096);
    assertThat(RingDescriptor.READER_OFFSET).isEqualTo(4096);
    assertThat(RingDescriptor.readerOffset(31)).isEqualTo(35_840);
    assertThat(RingDescriptor.POSITION).isZero();
    assertThat(RingDescriptor.STATUS).isEqualTo(128);
    assertThat(RingDescriptor.PARKED).isEqualTo(256);
    assertThat(RingDescriptor.REQUESTED).isEqualTo(264);
    assertThat(RingDescriptor.HEARTBEAT).isEqualTo(384);
    assertThat(RingDescriptor.READER_REASON).isEqualTo(512);
    assertThat(RingDescriptor.READER_REASON_LIMIT).isEqualTo(508);
    assertThat(RingDescriptor.DATA_OFFSET).isEqualTo(36_864);
    assertThat(RingDescriptor.fileLength(65_536)).isEqualTo(102_400);
    assertThat(RingDescriptor.fileLength(1 << 30)).isEqualTo(1_073_778_688L);
  }

  @Test
  void shouldKeepLayoutOfFrames() {
    assertThat(FrameDescriptor.HEADER).isEqualTo(8);
    assertThat(FrameDescriptor.DATA).isEqualTo(1);
    assertThat(FrameDescriptor.PADDING).isEqualTo(2);
    assertThat(FrameDescriptor.FRAGMENT).isEqualTo(3);
    assertThat(FrameDescriptor.COMPLETED).isEqualTo(4);
    assertThat(FrameDescriptor.FAILED).isEqualTo(5);
    assertThat(FrameDescriptor.BEGIN).isEqualTo(1);
    assertThat(FrameDescriptor.END).isEqualTo(2);
    assertThat(FrameDescriptor.TERMINAL_RESERVE).isEqualTo(4096);
    assertThat(FrameDescriptor.header(FrameDescriptor.FRAGMENT, FrameDescriptor.END, 0x1234))
        .isEqualTo(0x0002_0003_0000_1234L);
    assertThat(FrameDescriptor.span(0)).isEqualTo(8);
    assertThat(FrameDescriptor.span(1)).isEqualTo(16);
    assertThat(FrameDescriptor.span(8)).isEqualTo(16);
    assertThat(FrameDescriptor.span(9)).isEqualTo(24);
    assertThat(FrameDescriptor.span(Integer.MAX_VALUE)).isEqualTo(2_147_483_656L);
    assertThat(FrameDescriptor.payloadLimit(65_536)).isEqualTo(16_376);
  }

  @Test
  void shouldKeepNumbersOfStates() {
    assertThat(RoleStatus.values())
        .containsExactly(
            RoleStatus.ABSENT,
            RoleStatus.ATTACHED,
            RoleStatus.DETACHED,
            RoleStatus.COMPLETED,
            RoleStatus.CANCELLED,
            RoleStatus.FAILED);
    assertThat(RoleStatus.status(5, RoleStatus.CANCELLED)).isEqualTo(0x504);
  }

  /** Compares with a header that is built here from literal numbers only. */
  @Test
  void shouldWriteKnownBytesForNewRing() {
    RingHeader identity =
        new RingHeader(
            65_536, new UUID(1, 2), new UUID(3, 4), "utf8\u20ac", 77, 1_700_000_000_000L, 4242, 64);
    ByteBuffer expected = ByteBuffer.allocate(36_864).order(ByteOrder.LITTLE_ENDIAN);
    expected.put(0, new byte[] {'C', 'U', 'L', 'V', 'E', 'R', 'T', (byte) 0x81});
    expected.putInt(8, 1).putLong(24, 65_536);
    expected.putLong(32, 1).putLong(40, 2).putLong(48, 3).putLong(56, 4);
    expected.putLong(64, 77).putLong(72, 1_700_000_000_000L).putLong(80, 4242).putLong(88, 64);
    expected.putInt(96, 32).putInt(100, 7);
    expected.put(104, "utf8\u20ac".getBytes(StandardCharsets.UTF_8));
    CRC32C crc = new CRC32C();
    crc.update(expected.array(), 0, 504);
    expected.putInt(504, (int) crc.getValue());
    expected.putLong(1024, 64);
    for (int slot = 0; slot < 32; slot++) {
      expected.putLong(4096 + 1024 * slot, 64);
    }

    ByteBuffer header = identity.toHeader();

    assertThat(header.array()).isEqualTo(expected.array());
    assertThat(RingHeader.parse(header, "file")).isEqualTo(identity);
  }

  @Test
  void shouldKeepHotWordsTwoCacheLinesApart() {
    assertThat(RingDescriptor.STATUS - RingDescriptor.POSITION).isGreaterThanOrEqualTo(128);
    assertThat(RingDescriptor.PARKED - RingDescriptor.STATUS).isGreaterThanOrEqualTo(128);
    assertThat(RingDescriptor.HEARTBEAT - RingDescriptor.REQUESTED).isGreaterThanOrEqualTo(120);
    assertThat(RingDescriptor.READER_REASON - RingDescriptor.HEARTBEAT).isGreaterThanOrEqualTo(128);
    assertThat(RingDescriptor.RESUME_TOKENS - RingDescriptor.HEARTBEAT).isGreaterThanOrEqualTo(128);
    assertThat(RingDescriptor.READER_REASON + Integer.BYTES + RingDescriptor.READER_REASON_LIMIT)
        .isEqualTo(RingDescriptor.READER_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(longs = {1 << 16, 1 << 17, 1 << 24, 1 << 30})
  void shouldAcceptPowersOfTwoFrom64KiBTo1GiBAsCapacity(long capacity) {
    assertThat(RingDescriptor.isCapacity(capacity)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -65_536, 0, 1, 32_768, 65_535, 65_544, 98_304, 1L << 31})
  void shouldRejectOtherNumbersAsCapacity(long capacity) {
    assertThat(RingDescriptor.isCapacity(capacity)).isFalse();
  }
}
