package io.culvert.peer;

import static io.culvert.peer.AttachHalt.always;
import static io.culvert.peer.AttachHalt.with;
import static io.culvert.testing.HaltPoint.after;
import static io.culvert.testing.HaltPoint.before;

import io.culvert.peer.AttachHalt.Found;
import io.culvert.testing.HaltPoint;
import java.util.List;
import java.util.stream.Stream;

/** The steps of taking a role, of making a ring, and of giving both back, with a death at each. */
final class AttachHalts {

  private static final String BUILDER = "io.culvert.ring.RingBuilder";
  private static final String FILE = "io.culvert.ring.RingFile";
  private static final String INIT = "io.culvert.ring.InitLock";
  private static final String MEMORY = "io.culvert.ring.RingMemory";
  private static final String WRITER = "io.culvert.ring.RingWriter";
  private static final String READER = "io.culvert.ring.RingReader";
  private static final String LOCKS = "io.culvert.peer.RoleLocks";
  private static final String ATTACHMENT = "io.culvert.peer.Attachment";
  private static final String STATION = "io.culvert.peer.Station";
  private static final String DOORBELL = "io.culvert.peer.ListeningDoorbell";

  static final AttachHalt NAMED =
      create(after("the ring has its name", FILE, "StandardCopyOption.ATOMIC_MOVE);"));
  static final AttachHalt EPOCH_RAISED =
      always(before("the epoch is raised", MEMORY, "return status; }"));
  static final AttachHalt BOUND =
      always(before("the doorbell is bound", DOORBELL, "closeToOthers(path); server"));
  static final AttachHalt STATE_STORED =
      with(
          Found.ENDED, before("the end is taken", READER, "position = limit; messageEnd = limit;"));

  private AttachHalts() {}

  private static AttachHalt create(HaltPoint point) {
    return with(Found.NOTHING, Found.DONE, point);
  }

  /** Of a role that is taken, whichever. */
  private static List<AttachHalt> common() {
    return List.of(
        always(after("the lock file is made", LOCKS, "channel = open(lock.file());")),
        always(before("the role is locked", LOCKS, "lock.hold(channel,")),
        always(
            before("the holder is half written", LOCKS, "channel.write(ByteBuffer.wrap(pid), 0);")),
        create(
            before(
                "the temporary file is made", BUILDER, "ByteBuffer zeros = ByteBuffer.allocate")),
        create(after("a part is filled", BUILDER, "writeFully(channel, zeros, position);")),
        create(before("all is filled", BUILDER, "writeFully(channel, identity.toHeader(), 0);")),
        create(
            after(
                "the header is written", BUILDER, "writeFully(channel, identity.toHeader(), 0);")),
        always(before("the init lock file is made", INIT, "lock(channel, file); acquired = true;")),
        always(before("the init lock is taken", INIT, "return new InitLock(channel);")),
        create(before("the ring is to get its name", FILE, "Files.move(temporary, path,")),
        NAMED,
        always(before("the ring is to be mapped", FILE, "MappedByteBuffer mapped = channel.map")),
        always(after("the ring is mapped", FILE, "mapped.order(ByteOrder.LITTLE_ENDIAN);")),
        always(before("the predecessor is silent", ATTACHMENT, "return attach.apply(found);")),
        always(after("the beat is ended", MEMORY, "blockOffset + RingLayout.BEAT, beat);")),
        EPOCH_RAISED,
        always(after("the side is attached", ATTACHMENT, "S attached = take(found);")),
        always(before("the beat is to begin", STATION, "signals.beat(); LostPages.surface();")),
        always(before("the beat has begun", STATION, "this.waitPoint = new WaitPoint(")),
        always(after("the station is kept", ATTACHMENT, "conductor.add(station);")),
        always(before("all is to be given back", ATTACHMENT, "conductor.remove(station);")),
        always(before("the ring is to be retired", ATTACHMENT, "quietly(this::retire);")),
        always(before("the lock is to go", ATTACHMENT, "quietly(() -> RoleLocks.release(lock));")),
        always(after("the lock is gone", LOCKS, "lock.close();")));
  }

  static List<AttachHalt> ofWriter() {
    return join(
        common(),
        List.of(
            always(
                before(
                    "the role is to end",
                    WRITER,
                    "memory.detach(RingLayout.WRITER_OFFSET, status, RoleState.DETACHED);")),
            always(
                after(
                    "the role has ended",
                    WRITER,
                    "memory.detach(RingLayout.WRITER_OFFSET, status, RoleState.DETACHED);"))));
  }

  static List<AttachHalt> ofReader() {
    return join(common(), ofReaderAlone());
  }

  /** What only a reader does. */
  static List<AttachHalt> ofReaderAlone() {
    return List.of(
        always(before("the doorbell is to be bound", DOORBELL, "server.bind(local, BACKLOG);")),
        BOUND,
        always(
            before("the doorbell is to go", DOORBELL, "Files.deleteIfExists(address.socket());")),
        always(after("the doorbell is gone", DOORBELL, "Files.deleteIfExists(address.socket());")),
        with(
            Found.ENDED,
            before("the end is read", READER, "if (!memory.detach(SLOT, status, RoleState.COM")),
        STATE_STORED,
        with(Found.ENDED, after("the head is stored", READER, "headRelease(SLOT, limit);")),
        with(
            Found.ENDED,
            Found.DONE,
            before("the ring is to be deleted", FILE, "Files.delete(path());")),
        with(Found.ENDED, Found.DONE, after("the ring is deleted", FILE, "Files.delete(path());")),
        with(
            Found.DONE, before("a ring that has served is found", ATTACHMENT, "found.delete(); }")),
        with(
            Found.DONE, after("a ring that has served is deleted", ATTACHMENT, "found.delete();")));
  }

  private static List<AttachHalt> join(List<AttachHalt> one, List<AttachHalt> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
