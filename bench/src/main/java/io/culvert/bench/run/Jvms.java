package io.culvert.bench.run;

import io.culvert.bench.BenchException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The words of the children of all trials, and what the parent does with them. */
public final class Jvms {

  /** The child is set up; behind it the address of the side that comes first. */
  public static final String READY = "ready";

  /** The other side is to begin; behind it that address. */
  public static final String START = "start";

  /** The side that sends is to come to its end. */
  public static final String STOP = "stop";

  /** Asks for a {@link Snapshot}, and answers with one. */
  public static final String SNAPSHOT = "snapshot";

  /** The child has come to its end; behind it the result. */
  public static final String DONE = "done";

  private Jvms() {}

  /**
   * What a child has done so far.
   *
   * @param jvm the child
   * @return its snapshot
   */
  public static Snapshot snapshot(ChildJvm jvm) {
    jvm.tell(SNAPSHOT, "");
    return jvm.await(SNAPSHOT, Snapshot.class);
  }

  /**
   * What two children have done so far. Both are asked before either is waited for, so that their
   * windows are the same.
   *
   * @param first a child
   * @param second another one
   * @return their snapshots
   */
  public static Snapshot[] snapshots(ChildJvm first, ChildJvm second) {
    first.tell(SNAPSHOT, "");
    second.tell(SNAPSHOT, "");
    return new Snapshot[] {
      first.await(SNAPSHOT, Snapshot.class), second.await(SNAPSHOT, Snapshot.class)
    };
  }

  /**
   * Lets time pass.
   *
   * @param duration how long
   */
  public static void sleep(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("interrupted", e);
    }
  }
}
