package io.culvert.halt;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.layout.RingDescriptor;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests the names of the steps at which a process may die. */
class HaltedCallsTest {

  private static final int READER = RingDescriptor.readerOffset(0);

  @Test
  void shouldNameAStoreByItsWord() {
    assertThat(HaltedCalls.word(RingDescriptor.TAIL_OFFSET, 8)).isEqualTo("tail");
    assertThat(HaltedCalls.word(READER + RingDescriptor.POSITION, 8)).isEqualTo("head");
    assertThat(HaltedCalls.word(RingDescriptor.WRITER_STATUS_OFFSET, 8)).isEqualTo("writer status");
    assertThat(HaltedCalls.word(READER + RingDescriptor.STATUS, 8)).isEqualTo("reader status");
    assertThat(HaltedCalls.word(READER + RingDescriptor.READER_REASON, 8)).isEqualTo("reason");
    int tokens = RingDescriptor.WRITER_OFFSET + RingDescriptor.RESUME_TOKENS;
    assertThat(HaltedCalls.word(tokens, 8)).isEqualTo("token position");
    assertThat(HaltedCalls.word(tokens + RingDescriptor.RESUME_SLOT_LENGTH + Long.BYTES, 8))
        .isEqualTo("token");
  }

  @Test
  void shouldTellApartWhetherAFlagIsRaisedOrLowered() {
    int parked = READER + RingDescriptor.PARKED;
    assertThat(HaltedCalls.word(parked, 1)).isEqualTo("reader parked");
    assertThat(HaltedCalls.word(parked, 0)).isEqualTo("reader not parked");
  }

  @Test
  void shouldNameAHeaderByTheTypeOfItsFrame() {
    assertThat(HaltedCalls.word(RingDescriptor.DATA_OFFSET, 1L << 32 | 5)).isEqualTo("data header");
    assertThat(HaltedCalls.word(RingDescriptor.DATA_OFFSET, 2L << 32)).isEqualTo("padding header");
    assertThat(HaltedCalls.word(RingDescriptor.DATA_OFFSET, 3L << 48 | 3L << 32 | 5))
        .isEqualTo("part header");
    assertThat(HaltedCalls.word(RingDescriptor.DATA_OFFSET, 5L << 32)).isEqualTo("end header");
  }

  @Test
  void shouldNameAFileByItsKind() {
    assertThat(HaltedCalls.kind(Path.of("rings", "a.ring"))).isEqualTo("ring");
    assertThat(HaltedCalls.kind(Path.of("rings", "a.ring.7.tmp"))).isEqualTo("unfinished ring");
    assertThat(HaltedCalls.kind(Path.of("rings", "a.init.lock"))).isEqualTo("creation lock");
    assertThat(HaltedCalls.kind(Path.of("rings", "a.writer.lock"))).isEqualTo("writer lock");
  }
}
