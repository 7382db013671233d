package io.culvert.peer;

import io.culvert.peer.lock.Role;
import io.culvert.peer.lock.RoleLocks;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** Another JVM that has both roles at a ring, uses it, and then stays until it is killed. */
public final class RingUser {

  /** The work it does before it stays. */
  public enum Work {
    /** Some messages are published, and a last one is committed but not published. */
    UNDRAINED,
    /** The reader has read the end, but is killed before it deletes the ring. */
    DRAINED
  }

  public static final RingSpec SPEC = RingSpec.ofBytes(64 * 1024);
  public static final int MESSAGES = 3;

  private static final String DONE = "done";

  private RingUser() {}

  /** Starts such a JVM, and waits until it has done its work. */
  public static ForkedJvm start(Path directory, String ring, Work work) {
    ForkedJvm jvm = ForkedJvm.start(RingUser.class, directory.toString(), ring, work.name());
    Await.until(
        () -> jvm.output().contains(DONE) || !jvm.process().isAlive(),
        () -> "not done: output=" + jvm.output());
    return jvm;
  }

  /** Does the work that the arguments name: directory, ring, work. */
  public static void main(String[] arguments) throws Exception {
    RingDirectory directory = RingDirectory.local(Path.of(arguments[0]));
    for (Role role : Role.values()) {
      if (!RoleLocks.tryAcquire(directory, arguments[1], role).succeeded()) {
        throw new IllegalStateException("role is held: role=" + role);
      }
    }
    MappedRing ring = MappedRing.openOrCreate(directory, arguments[1], SPEC);
    RingWriter writer = RingWriter.attach(ring);
    UnsafeBuffer message = new UnsafeBuffer(new byte[100]);
    for (int i = 0; i < MESSAGES; i++) {
      writer.offer(message, 0, message.capacity());
    }
    if (Work.valueOf(arguments[2]) == Work.DRAINED) {
      writer.complete();
      drain(RingReader.attach(ring));
    } else {
      writer.claim(message.capacity());
      writer.commit(message.capacity());
    }
    System.out.println(DONE);
    Thread.currentThread().join();
  }

  private static void drain(RingReader reader) {
    while (reader.read() != ReadResult.COMPLETED) {
      reader.release();
    }
    reader.complete();
  }
}
