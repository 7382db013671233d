package io.culvert.ring.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.ring.layout.RingDescriptor;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when the memory of a ring is freed, and its alignment. */
class RingMemoryTest {

  private static final int CAPACITY = RingDescriptor.MIN_CAPACITY;
  private static final int LENGTH = (int) RingDescriptor.fileLength(CAPACITY);

  private final AtomicInteger frees = new AtomicInteger();

  private RingMemory memory(int offset) {
    UnsafeBuffer bytes =
        new UnsafeBuffer(ByteBuffer.allocateDirect(offset + LENGTH), offset, LENGTH);
    return new RingMemory(bytes, CAPACITY, CAPACITY, "heap", frees::incrementAndGet);
  }

  @Test
  void shouldFreeMemoryWhenLastUserLetsGo() {
    RingMemory memory = memory(0);
    memory.retain();
    memory.retain();
    memory.letGo();
    memory.letGo();
    assertThat(frees).hasValue(0);

    memory.letGo();

    assertThat(frees).hasValue(1);
  }

  @Test
  void shouldRefuseUserWhenMemoryIsFreed() {
    RingMemory memory = memory(0);
    memory.letGo();

    for (int i = 0; i < 2; i++) {
      assertThatIllegalStateException()
          .isThrownBy(memory::retain)
          .withMessageContaining("closed")
          .withMessageContaining("file=heap");
    }
    assertThat(frees).hasValue(1);
  }

  /** A long across two cache lines would not be loaded and stored atomically. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 7})
  void shouldRejectMemoryWhenNotAligned(int offset) {
    assertThatThrownBy(() -> memory(offset)).isInstanceOf(RuntimeException.class);
  }
}
