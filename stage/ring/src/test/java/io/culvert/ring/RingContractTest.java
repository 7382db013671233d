package io.culvert.ring;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** The contract of every ring, whatever its memory, capacity and positions are. */
@Timeout(
    value = 60,
    threadMode = ThreadMode.SEPARATE_THREAD) // an interrupt would not end some tests
abstract class RingContractTest
    implements MessagesContract,
        FullContract,
        ReleaseContract,
        HeldMessagesContract,
        EndContract,
        RestartContract,
        ResumeContract,
        FencingContract,
        LargeMessagesContract,
        StreamedMessagesContract,
        BlockingWaitContract,
        ClosedContract {

  private final List<TestRing> rings = new ArrayList<>();

  /** Returns a ring of the memory, capacity and position under test. */
  abstract TestRing create();

  @Override
  public final TestRing newRing() {
    TestRing ring = create();
    rings.add(ring);
    return ring;
  }

  @AfterEach
  void closeRings() {
    rings.forEach(TestRing::close);
  }
}
