package io.culvert.ring;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What every ring does, whatever its memory, capacity and positions are. */
@Timeout(
    value = 60,
    threadMode = ThreadMode.SEPARATE_THREAD) // some tests would not end by an interrupt
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
        WaitingContract,
        ClosedContract {

  private final List<TestRing> rings = new ArrayList<>();

  /** A ring in the memory, of the capacity and at the position that the contract is tested for. */
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
