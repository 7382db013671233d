package io.culvert.javadsl;

import io.culvert.RingSettings;
import io.culvert.conductor.Conductor;
import io.culvert.peer.PeerContext;
import io.culvert.peer.PeerLink;
import io.culvert.peer.PeerTimeouts;
import io.culvert.peer.RoleAttachment;
import io.culvert.peer.WaitStrategy;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.testing.ForkedJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A JVM that takes a role like a stage (lock, heartbeat, doorbell) but starts faster than an actor
 * system. A writer publishes each line of its standard input.
 */
public final class AttachedPeer {

  /** Printed as soon as the JVM has its role. */
  public static final String ATTACHED = "attached";

  /** Printed with the process id of a child that outlives the JVM. */
  public static final String CHILD = "child=";

  /** The capacity of its rings, in bytes. */
  public static final int CAPACITY = 64 * 1024;

  private AttachedPeer() {}

  /** Starts such a JVM for a role: {@code WRITER} or {@code READER}. */
  public static ForkedJvm start(Path directory, String ring, String role) {
    return ForkedJvm.startSmall(AttachedPeer.class, directory.toString(), ring, role);
  }

  /** Starts such a JVM, which in turn starts a child process. */
  public static ForkedJvm startWithChild(Path directory, String ring, String role) {
    return ForkedJvm.startSmall(AttachedPeer.class, directory.toString(), ring, role, CHILD);
  }

  /** Starts such a JVM, which stays a zombie after it is killed. */
  public static ForkedJvm startUnderCarelessParent(Path directory, String ring, String role) {
    return ForkedJvm.startWithoutReaping(AttachedPeer.class, directory.toString(), ring, role);
  }

  /** Takes the role that the arguments name: directory, ring, role. */
  public static void main(String[] arguments) throws Exception {
    Role role = Role.valueOf(arguments[2]);
    Conductor conductor = new Conductor("peer", Thread::new, Throwable::printStackTrace);
    RoleAttachment.Place place =
        new RoleAttachment.Place(
            () -> RingDirectory.local(Path.of(arguments[0])),
            arguments[1],
            RingSpec.ofBytes(CAPACITY));
    if (role == Role.WRITER) {
      RoleAttachment.Attached<RingWriter> taken =
          take(conductor, role, place, RingWriter::attachWatched);
      if (arguments.length > 3) {
        long child = new ProcessBuilder("sleep", "600").start().pid();
        System.out.println(CHILD + child + ";");
      }
      System.out.println(ATTACHED);
      publishInput(taken.side(), taken.link());
    } else {
      take(conductor, role, place, RingReader::attachWatched);
      System.out.println(ATTACHED);
    }
    Thread.currentThread().join();
  }

  private static <S extends AutoCloseable> RoleAttachment.Attached<S> take(
      Conductor conductor, Role role, RoleAttachment.Place place, Function<MappedRing, S> attach)
      throws Exception {
    PeerTimeouts patience =
        new PeerTimeouts(RingSettings.FOREVER, RingSettings.FOREVER, Duration.ofSeconds(10));
    return new RoleAttachment<>(
            new PeerContext(conductor, task -> new Thread(task).start()),
            role,
            place,
            new PeerLink.WaitPolicy(WaitStrategy.PARK, Duration.ZERO, patience),
            attach)
        .start(side -> false, () -> {})
        .toCompletableFuture()
        .get();
  }

  private static void publishInput(RingWriter writer, PeerLink link) throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      if (!writer.offer(new UnsafeBuffer(bytes), 0, bytes.length)) {
        throw new IOException("no room: line=" + line);
      }
      link.signalPeer(writer.published());
    }
  }
}
