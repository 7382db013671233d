package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the numbers of layout version 1. They must not change, because files with them exist. */
class RingLayoutTest {

  @Test
  void shouldKeepOffsetsOfIdentityWords() {
    assertThat(RingLayout.MAGIC).isEqualTo(0x8154_5245_564C_5543L);
    assertThat(RingLayout.VERSION).isEqualTo(1);
    assertThat(RingLayout.MINOR_VERSION).isZero();
    assertThat(RingLayout.UNDERSTOOD).isZero();
    assertThat(RingLayout.MAGIC_OFFSET).isZero();
    assertThat(RingLayout.VERSION_OFFSET).isEqualTo(8);
    assertThat(RingLayout.MINOR_VERSION_OFFSET).isEqualTo(12);
    assertThat(RingLayout.MUST_UNDERSTAND_OFFSET).isEqualTo(16);
    assertThat(RingLayout.CAPACITY_OFFSET).isEqualTo(24);
    assertThat(RingLayout.RING_ID_OFFSET).isEqualTo(32);
    assertThat(RingLayout.BOOT_ID_OFFSET).isEqualTo(48);
    assertThat(RingLayout.CODEC_FINGERPRINT_OFFSET).isEqualTo(64);
    assertThat(RingLayout.CREATED_OFFSET).isEqualTo(72);
    assertThat(RingLayout.CREATOR_PID_OFFSET).isEqualTo(80);
    assertThat(RingLayout.FIRST_POSITION_OFFSET).isEqualTo(88);
    assertThat(RingLayout.READERS_OFFSET).isEqualTo(96);
    assertThat(RingLayout.CODEC_NAME_LENGTH_OFFSET).isEqualTo(100);
    assertThat(RingLayout.CODEC_NAME_OFFSET).isEqualTo(104);
    assertThat(RingLayout.CODEC_NAME_LIMIT).isEqualTo(128);
    assertThat(RingLayout.IDENTITY_CHECKSUM_OFFSET).isEqualTo(504);
    assertThat(RingLayout.IDENTITY_LENGTH).isEqualTo(512);
  }

  @Test
  void shouldKeepOffsetsOfSharedWords() {
    assertThat(RingLayout.WRITER_OFFSET).isEqualTo(1024);
    assertThat(RingLayout.TAIL_OFFSET).isEqualTo(1024);
    assertThat(RingLayout.WRITER_STATUS_OFFSET).isEqualTo(1152);
    assertThat(RingLayout.WRITER_REASON).isEqualTo(1024);
    assertThat(RingLayout.RESUME_TOKENS).isEqualTo(512);
    assertThat(RingLayout.RESUME_SLOTS).isEqualTo(2);
    assertThat(RingLayout.RESUME_SLOT_LENGTH).isEqualTo(16);
    assertThat(RingLayout.READER_TABLE_OFFSET).isEqualTo(4096);
    assertThat(RingLayout.READER_LENGTH).isEqualTo(1024);
    assertThat(RingLayout.READERS).isEqualTo(32);
    assertThat(RingLayout.readerOffset(0)).isEqualTo(4096);
    assertThat(RingLayout.readerOffset(31)).isEqualTo(35_840);
    assertThat(RingLayout.POSITION).isZero();
    assertThat(RingLayout.STATUS).isEqualTo(128);
    assertThat(RingLayout.PARKED).isEqualTo(256);
    assertThat(RingLayout.REQUESTED).isEqualTo(264);
    assertThat(RingLayout.BEAT).isEqualTo(384);
    assertThat(RingLayout.READER_REASON).isEqualTo(512);
    assertThat(RingLayout.READER_REASON_LIMIT).isEqualTo(508);
    assertThat(RingLayout.DATA_OFFSET).isEqualTo(36_864);
    assertThat(RingLayout.fileLength(65_536)).isEqualTo(102_400);
    assertThat(RingLayout.fileLength(1 << 30)).isEqualTo(1_073_778_688L);
  }

  @Test
  void shouldKeepLayoutOfFrames() {
    assertThat(Frame.HEADER).isEqualTo(8);
    assertThat(Frame.DATA).isEqualTo(1);
    assertThat(Frame.PADDING).isEqualTo(2);
    assertThat(Frame.FRAGMENT).isEqualTo(3);
    assertThat(Frame.COMPLETED).isEqualTo(4);
    assertThat(Frame.FAILED).isEqualTo(5);
    assertThat(Frame.BEGIN).isEqualTo(1);
    assertThat(Frame.END).isEqualTo(2);
    assertThat(Frame.TERMINAL_RESERVE).isEqualTo(4096);
    assertThat(Frame.header(Frame.FRAGMENT, Frame.END, 0x1234)).isEqualTo(0x0002_0003_0000_1234L);
    assertThat(Frame.span(0)).isEqualTo(8);
    assertThat(Frame.span(1)).isEqualTo(16);
    assertThat(Frame.span(8)).isEqualTo(16);
    assertThat(Frame.span(9)).isEqualTo(24);
    assertThat(Frame.span(Integer.MAX_VALUE)).isEqualTo(2_147_483_656L);
    assertThat(Frame.payloadLimit(65_536)).isEqualTo(16_376);
  }

  @Test
  void shouldKeepNumbersOfStates() {
    assertThat(RoleState.values())
        .containsExactly(
            RoleState.ABSENT,
            RoleState.ATTACHED,
            RoleState.DETACHED,
            RoleState.COMPLETED,
            RoleState.CANCELLED,
            RoleState.FAILED);
    assertThat(RoleState.status(5, RoleState.CANCELLED)).isEqualTo(0x504);
  }

  /** Compares with a header that is built here from literal numbers only. */
  @Test
  void shouldWriteKnownBytesForNewRing() {
    RingIdentity identity =
        new RingIdentity(
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
    assertThat(RingIdentity.parse(header, "file")).isEqualTo(identity);
  }

  @Test
  void shouldKeepHotWordsTwoCacheLinesApart() {
    assertThat(RingLayout.STATUS - RingLayout.POSITION).isGreaterThanOrEqualTo(128);
    assertThat(RingLayout.PARKED - RingLayout.STATUS).isGreaterThanOrEqualTo(128);
    assertThat(RingLayout.BEAT - RingLayout.REQUESTED).isGreaterThanOrEqualTo(120);
    assertThat(RingLayout.READER_REASON - RingLayout.BEAT).isGreaterThanOrEqualTo(128);
    assertThat(RingLayout.RESUME_TOKENS - RingLayout.BEAT).isGreaterThanOrEqualTo(128);
    assertThat(RingLayout.READER_REASON + Integer.BYTES + RingLayout.READER_REASON_LIMIT)
        .isEqualTo(RingLayout.READER_LENGTH);
  }

  @ParameterizedTest
  @ValueSource(longs = {1 << 16, 1 << 17, 1 << 24, 1 << 30})
  void shouldAcceptPowersOfTwoFrom64KiBTo1GiBAsCapacity(long capacity) {
    assertThat(RingLayout.isCapacity(capacity)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -65_536, 0, 1, 32_768, 65_535, 65_544, 98_304, 1L << 31})
  void shouldRejectOtherNumbersAsCapacity(long capacity) {
    assertThat(RingLayout.isCapacity(capacity)).isFalse();
  }
}
