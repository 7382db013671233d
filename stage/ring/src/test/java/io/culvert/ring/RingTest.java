package io.culvert.ring;

import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.SharedMemoryDir;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Tests the contract of a ring for its possible memories, capacities and positions. */
class RingTest {

  private static final int SMALL = RingDescriptor.MIN_CAPACITY;
  private static final int LARGE = 16 * 1024 * 1024;

  @TempDir(factory = SharedMemoryDir.class)
  Path directory;

  @Nested
  class InFileOf64KiB extends RingContractTest {
    @Override
    TestRing create() {
      return TestRing.mapped(directory, SMALL, 0);
    }
  }

  @Nested
  class InFileOf16MiB extends RingContractTest {
    @Override
    TestRing create() {
      return TestRing.mapped(directory, LARGE, 0);
    }
  }

  @Nested
  class OnTheHeap extends RingContractTest {
    @Override
    TestRing create() {
      return TestRing.heap(SMALL, 0);
    }
  }

  @Nested
  class AtPositionsAroundTwoToThe31 extends RingContractTest {
    @Override
    TestRing create() {
      return TestRing.mapped(directory, SMALL, (1L << 31) - SMALL / 2);
    }
  }

  @Nested
  class AtPositionsAroundTwoToThe32 extends RingContractTest {
    @Override
    TestRing create() {
      return TestRing.mapped(directory, SMALL, (1L << 32) - SMALL / 2 + 8);
    }
  }

  @Nested
  class AtPositionsBeforeTwoToThe62 extends RingContractTest {
    @Override
    TestRing create() {
      return TestRing.heap(SMALL, RingDescriptor.MAX_POSITION - (1L << 36));
    }
  }
}
