package io.culvert.ring.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.exceptions.RingStorageException;
import io.culvert.exceptions.RingStorageException.Reason;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Tests the causes of failures. {@code TruncatedRingTest} truncates files that are mapped. */
class TruncatedMappingTest {

  @Test
  void shouldNameLostPageWhenJvmReportsOne() {
    InternalError fault = new InternalError("a fault occurred in an unsafe memory access");

    assertThat(TruncatedMapping.explain(fault, "some.ring"))
        .hasCause(fault)
        .hasMessageContaining("file=some.ring")
        .asInstanceOf(InstanceOfAssertFactories.type(RingStorageException.class))
        .extracting(RingStorageException::reason)
        .isEqualTo(Reason.PAGE_LOST);
  }

  @Test
  void shouldReturnFailureWhenNoPageIsLost() {
    RuntimeException found = new IllegalStateException("another cause");

    assertThat(TruncatedMapping.explain(found, "some.ring")).isSameAs(found);
  }
}
