package io.culvert.mutation;

import static io.culvert.mutation.Edit.keepBack;
import static io.culvert.mutation.Edit.remember;
import static io.culvert.mutation.Edit.repeat;
import static io.culvert.mutation.Edit.replace;
import static io.culvert.mutation.Edit.skip;
import static io.culvert.mutation.Edit.thenMake;
import static io.culvert.mutation.Edit.unsynchronized;

import java.util.ArrayList;
import java.util.List;

/**
 * The mutants that PIT does not make: another memory ordering, another order of two calls, a check
 * that is not repeated, a lock that is not taken.
 *
 * <p>Three orders are not here, because no test meets the few instructions in between. Two are in
 * {@code Conductor}: {@code nudge} and {@code sleep}; the store of {@code ended} and the last poll
 * of the commands. The third is the fence of {@code claimWakeUp} in {@code RingMemory}, which the
 * model of the doorbell covers.
 */
final class Mutants {

  private static final String RING = "io.culvert.ring.";
  private static final String PEER = "io.culvert.peer.";
  private static final String STAGE = "io.culvert.stage.";

  private static final String MEMORY = "io.culvert.ring.RingMemory";
  private static final String WRITER = "io.culvert.ring.RingWriter";
  private static final String READER = "io.culvert.ring.RingReader";

  private static final String STORE = "putLongOrdered";
  private static final String LOAD = "getLongVolatile";
  private static final String COMPARE_AND_SET = "compareAndSetLong";

  private static final String MEMORY_ORDER = "io.culvert.ring.MemoryOrderTest";
  private static final String SIGNALS = "io.culvert.ring.SignalsTest";
  private static final String WAKE_UP_RACE = "io.culvert.ring.WakeUpRaceTest";
  private static final String ATTACH_RACE = "io.culvert.ring.AttachRaceTest";
  private static final String TOKEN_CRASH = "io.culvert.ring.ResumeTokenCrashTest";
  private static final String ON_THE_HEAP = "io.culvert.ring.RingTest$OnTheHeap";
  private static final String REMOVAL = "io.culvert.ring.RingRemovalTest";
  private static final String RESUMABLE_SINK = "io.culvert.javadsl.ResumableSinkTest";

  private final List<Mutant> mutants = new ArrayList<>();

  private Mutants() {}

  static List<Mutant> all() {
    Mutants list = new Mutants();
    list.orderings();
    list.waiting();
    list.roles();
    list.publishing();
    list.ending();
    list.files();
    list.peers();
    list.stages();
    return List.copyOf(list.mutants);
  }

  private void add(String name, String test, Edit... edits) {
    mutants.add(new Mutant(name, List.of(test), List.of(edits)));
  }

  private void orderings() {
    plainStore("publishes by a plain store", "tailRelease", MEMORY_ORDER);
    plainStore("releases by a plain store", "headRelease", MEMORY_ORDER);
    plainStore("stores a token by a plain store", "resumeTokenRelease", MEMORY_ORDER);
    plainStore(
        "stores the position of a token by a plain store", "resumePositionRelease", MEMORY_ORDER);
    plainStore("says by a plain store that it waits", "park", SIGNALS);
    plainStore("stores its heartbeat by a plain store", "beat", SIGNALS);
    plainLoad("loads the tail by a plain load", "tailAcquire", MEMORY_ORDER);
    plainLoad("loads the head by a plain load", "headAcquire", MEMORY_ORDER);
    plainLoad("loads a status by a plain load", "statusAcquire", MEMORY_ORDER);
    plainLoad("loads the parked flag by a plain load", "claimWakeUp", SIGNALS);
    plainLoad("loads a heartbeat by a plain load", "beatAcquire", SIGNALS);
  }

  private void plainStore(String name, String method, String test) {
    add(name, test, replace(MEMORY + "#" + method, STORE, "plainStore"));
  }

  private void plainLoad(String name, String method, String test) {
    add(name, test, replace(MEMORY + "#" + method, LOAD, "plainLoad"));
  }

  private void waiting() {
    add(
        "says that it waits before it says for what",
        SIGNALS,
        keepBack(MEMORY + "#park", "putLong"),
        thenMake(MEMORY + "#park", STORE));
    add(
        "checks the position before its flag is visible",
        WAKE_UP_RACE,
        replace(MEMORY + "#park", "fullFence", "noFence"));
    add(
        "wakes a peer whose flag another thread has taken",
        SIGNALS,
        replace(MEMORY + "#claimWakeUp", COMPARE_AND_SET, "ignoreRival"));
    add(
        "wakes a stage once for each thread that finds it armed",
        PEER + "WaitPointTest",
        replace(PEER + "WaitPoint#fire", "compareAndSet", "checkThenSet"));
    add(
        "takes an arming back that another thread has fired",
        PEER + "WaitPointTest",
        replace(PEER + "WaitPoint#disarm", "compareAndSet", "checkThenSet"));
  }

  private void roles() {
    add(
        "takes a role that another process takes at the same time",
        ATTACH_RACE,
        replace(MEMORY + "#attach", COMPARE_AND_SET, "ignoreRival"));
    add(
        "ends the heartbeat of its predecessor after it has taken the role",
        SIGNALS,
        keepBack(MEMORY + "#attach", STORE),
        thenMake(MEMORY + "#attach", COMPARE_AND_SET));
    add(
        "attaches a writer before it has checked the ring",
        RING + "HostilePositionTest",
        skip(WRITER + "#<init>", "requireOpenStream").nth(1));
    add(
        "goes on from where the tail was before the writer attached",
        ATTACH_RACE,
        remember(WRITER + "#<init>", "requireOpenStream").nth(1),
        repeat(WRITER + "#<init>", "requireOpenStream").nth(2));
    add(
        "goes on from where the head was before the reader attached",
        ATTACH_RACE,
        remember(READER + "#<init>", "positions").nth(1),
        repeat(READER + "#<init>", "positions").nth(2));
  }

  private void publishing() {
    add(
        "publishes a position before its header is in place",
        MEMORY_ORDER,
        keepBack(WRITER + "#putHeader", "putLong"),
        thenMake(WRITER + "#publish", "tailRelease"));
    add(
        "publishes a message before its token",
        TOKEN_CRASH,
        keepBack(WRITER + "#publish", "store"),
        thenMake(WRITER + "#publish", "tailRelease"));
    add(
        "stores the position of a token before the token",
        TOKEN_CRASH,
        keepBack(RING + "ResumeTokens#store", "resumeTokenRelease"),
        thenMake(RING + "ResumeTokens#store", "resumePositionRelease").nth(2));
    add(
        "shows the token of another position while it stores one",
        TOKEN_CRASH,
        skip(RING + "ResumeTokens#store", "resumePositionRelease").nth(1));
    add(
        "stores a token before it has checked for a successor",
        ON_THE_HEAP,
        keepBack(WRITER + "#publish", "requireNotFenced"),
        thenMake(WRITER + "#publish", "store"));
    add(
        "publishes the last part of a message before its token",
        ON_THE_HEAP,
        keepBack(RING + "MessageWriter#advance", "carry"),
        thenMake(RING + "MessageWriter#advance", "publish"));
  }

  private void ending() {
    add(
        "releases the end before its state says that it has taken it",
        MEMORY_ORDER,
        keepBack(READER + "#complete", "detach"),
        thenMake(READER + "#complete", "headRelease"));
    add(
        "gives its reason after the state that speaks of it",
        MEMORY_ORDER,
        keepBack(READER + "#fail", "readerReason"),
        thenMake(READER + "#fail", "end"));
  }

  private void files() {
    add(
        "gives a ring its name without the lock",
        RING + "RingFileLifeTest",
        skip(RING + "RingFile#create", "lock"));
    add(
        "deletes a ring while another process creates one",
        REMOVAL,
        skip(RING + "RingRemoval#delete", "lock"));
    add(
        "deletes an unfinished ring while its creator gives it its name",
        REMOVAL,
        skip(RING + "RingRemoval#deleteUnfinished", "lock"));
  }

  private void peers() {
    add(
        "keeps a ring that has served its purpose while the writer attached",
        PEER + "AttachmentTest",
        remember(PEER + "Attachment#takeIfLiving", "isDone").nth(1),
        repeat(PEER + "Attachment#takeIfLiving", "isDone").nth(2));
    add(
        "lets a successor have the role before its side has ended",
        PEER + "AttachmentTest",
        keepBack(PEER + "Attachment#release", "quietly").nth(1),
        thenMake(PEER + "Attachment#release", "quietly").nth(5));
    add(
        "answers a writer before it has the connection",
        PEER + "DoorbellTest",
        keepBack(PEER + "ListeningDoorbell$Stranger#judge", "connected"),
        thenMake(PEER + "ListeningDoorbell$Stranger#judge", "ring"));
    add(
        "gives the roles back before it removes the ring",
        PEER + "JanitorTest",
        keepBack(PEER + "DirectorySweep#lookAtRing", "judge"),
        thenMake(PEER + "DirectorySweep#lookAtRing", "close"));
    add(
        "lets two threads run commands at once",
        PEER + "ConductorTest",
        unsynchronized(PEER + "Conductor#runCommands"));
  }

  private void stages() {
    add(
        "says that a commit is done before it is",
        "io.culvert.javadsl.CommittableTest",
        keepBack(STAGE + "CommittingDelivery#release", "release"),
        keepBack(STAGE + "CommittingDelivery#release", "storeReleased"),
        thenMake(STAGE + "RingSourceLogic#onCommit", "release"));
    add(
        "takes a commit that arrives during the check for one that it has seen",
        "io.culvert.javadsl.CommittableTest",
        keepBack(STAGE + "CommittingDelivery#release", "set"),
        thenMake(STAGE + "CommittingDelivery#release", "complete"));
    add(
        "says that all is published before it is",
        STAGE + "CorruptionTest",
        keepBack(STAGE + "RingSinkLogic#complete", "complete"),
        thenMake(STAGE + "RingSinkLogic#complete", "completePublished"));
    add(
        "asks for a token when the element is in the ring",
        RESUMABLE_SINK,
        keepBack(STAGE + "ElementWriter#writeInPlace", "put"),
        thenMake(STAGE + "ElementWriter#writeInPlace", "publish"));
    add(
        "gives the token of a large element to the one before",
        RESUMABLE_SINK,
        keepBack(STAGE + "ElementWriter#writeApart", "begin"),
        thenMake(STAGE + "ElementWriter#writeApart", "put"));
  }
}
