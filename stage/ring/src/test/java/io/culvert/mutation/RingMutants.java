package io.culvert.mutation;

import static io.culvert.testing.mutation.Edit.keepBack;
import static io.culvert.testing.mutation.Edit.remember;
import static io.culvert.testing.mutation.Edit.repeat;
import static io.culvert.testing.mutation.Edit.replace;
import static io.culvert.testing.mutation.Edit.skip;
import static io.culvert.testing.mutation.Edit.thenMake;
import static io.culvert.testing.mutation.Edit.unsynchronized;

import io.culvert.conductor.Conductor;
import io.culvert.peer.RoleAttachment;
import io.culvert.peer.WaitPoint;
import io.culvert.peer.sweep.RingSweeper;
import io.culvert.ring.RingReader;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingRemoval;
import io.culvert.ring.memory.ResumeSlots;
import io.culvert.ring.memory.RingMemory;
import io.culvert.testing.mutation.Edit;
import io.culvert.testing.mutation.Mutant;
import java.util.ArrayList;
import java.util.List;

/**
 * The mutants that PIT does not make: another memory ordering, another order of two calls, a check
 * that is not repeated, a lock that is not taken.
 *
 * <p>Three orders are not here, because no test meets the few instructions in between. Two are in
 * {@link Conductor}: {@code wakeup} and {@code sleep}; the store of {@code ended} and the last poll
 * of the commands. The third is the fence of {@code claimWakeUp} in {@link RingMemory}, which the
 * model of the doorbell covers.
 */
final class RingMutants {

  private static final String RING = "io.culvert.ring.";
  private static final String PEER = "io.culvert.peer.";

  private static final String MEMORY = RingMemory.class.getName();
  private static final String TOKENS = ResumeSlots.class.getName();
  private static final String APPENDER = RING + "FrameAppender";
  private static final String FRAGMENTS = RING + "FragmentWriter";
  private static final String READER = RingReader.class.getName();
  private static final String READER_FRAMES = RING + "FrameReader";
  private static final String REMOVAL = RingRemoval.class.getName();
  private static final String WAIT_POINT = WaitPoint.class.getName();
  private static final String ATTACHMENT = RoleAttachment.class.getName();
  private static final String SWEEPER = RingSweeper.class.getName();
  private static final String STRANGER = PEER + "doorbell.DoorbellServer$Stranger";

  private static final String STORE = "putLongOrdered";
  private static final String LOAD = "getLongVolatile";
  private static final String COMPARE_AND_SET = "compareAndSetLong";

  private static final String MEMORY_ORDER = RING + "MemoryOrderTest";
  private static final String CONTROL_WORDS = RING + "memory.ControlWordsTest";
  private static final String WAKE_UP_RACE = RING + "WakeUpRaceTest";
  private static final String ATTACH_RACE = RING + "AttachRaceTest";
  private static final String TOKEN_CRASH = RING + "ResumeTokenCrashTest";
  private static final String ON_THE_HEAP = RING + "RingTest$OnTheHeap";
  private static final String WAIT_POINT_TEST = PEER + "WaitPointTest";
  private static final String ATTACHMENT_TEST = PEER + "RoleAttachmentTest";
  private static final String REMOVAL_TEST = RING + "file.RingRemovalTest";

  private final List<Mutant> mutants = new ArrayList<>();

  private RingMutants() {}

  static List<Mutant> all() {
    RingMutants list = new RingMutants();
    list.orderings();
    list.waiting();
    list.roles();
    list.publishing();
    list.ending();
    list.files();
    list.peers();
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
    plainStore("says by a plain store that it waits", "park", CONTROL_WORDS);
    plainStore("stores its heartbeat by a plain store", "heartbeat", CONTROL_WORDS);
    plainLoad("loads the tail by a plain load", "tailAcquire", MEMORY_ORDER);
    plainLoad("loads the head by a plain load", "headAcquire", MEMORY_ORDER);
    plainLoad("loads a status by a plain load", "statusAcquire", MEMORY_ORDER);
    plainLoad("loads the parked flag by a plain load", "claimWakeUp", CONTROL_WORDS);
    plainLoad("loads a heartbeat by a plain load", "heartbeatAcquire", CONTROL_WORDS);
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
        CONTROL_WORDS,
        keepBack(MEMORY + "#park", "putLong"),
        thenMake(MEMORY + "#park", STORE));
    add(
        "checks the position before its flag is visible",
        WAKE_UP_RACE,
        replace(MEMORY + "#park", "fullFence", "noFence"));
    add(
        "wakes a peer whose flag another thread has taken",
        CONTROL_WORDS,
        replace(MEMORY + "#claimWakeUp", COMPARE_AND_SET, "ignoreRival"));
    add(
        "wakes a stage once for each thread that finds it armed",
        WAIT_POINT_TEST,
        replace(WAIT_POINT + "#fire", "compareAndSet", "checkThenSet"));
    add(
        "takes an arming back that another thread has fired",
        WAIT_POINT_TEST,
        replace(WAIT_POINT + "#disarm", "compareAndSet", "checkThenSet"));
  }

  private void roles() {
    add(
        "takes a role that another process takes at the same time",
        ATTACH_RACE,
        replace(MEMORY + "#attach", COMPARE_AND_SET, "ignoreRival"));
    add(
        "ends the heartbeat of its predecessor after it has taken the role",
        CONTROL_WORDS,
        keepBack(MEMORY + "#attach", STORE),
        thenMake(MEMORY + "#attach", COMPARE_AND_SET));
    add(
        "attaches a writer before it has checked the ring",
        RING + "HostilePositionTest",
        skip(APPENDER + "#<init>", "requireOpenStream").nth(1));
    add(
        "goes on from where the tail was before the writer attached",
        ATTACH_RACE,
        remember(APPENDER + "#<init>", "requireOpenStream").nth(1),
        repeat(APPENDER + "#<init>", "requireOpenStream").nth(2));
    add(
        "goes on from where the head was before the reader attached",
        ATTACH_RACE,
        remember(READER_FRAMES + "#<init>", "positions").nth(1),
        repeat(READER_FRAMES + "#<init>", "positions").nth(2));
  }

  private void publishing() {
    add(
        "publishes a position before its header is in place",
        MEMORY_ORDER,
        keepBack(APPENDER + "#putHeader", "putLong"),
        thenMake(APPENDER + "#publishCommitted", "tailRelease"));
    add(
        "publishes a message before its token",
        TOKEN_CRASH,
        keepBack(APPENDER + "#publishCommitted", "store"),
        thenMake(APPENDER + "#publishCommitted", "tailRelease"));
    add(
        "stores the position of a token before the token",
        TOKEN_CRASH,
        keepBack(TOKENS + "#store", "resumeTokenRelease"),
        thenMake(TOKENS + "#store", "resumePositionRelease").nth(2));
    add(
        "shows the token of another position while it stores one",
        TOKEN_CRASH,
        skip(TOKENS + "#store", "resumePositionRelease").nth(1));
    add(
        "stores a token before it has checked for a successor",
        ON_THE_HEAP,
        keepBack(APPENDER + "#publishCommitted", "requireNotFenced"),
        thenMake(APPENDER + "#publishCommitted", "store"));
    add(
        "publishes the last part of a message before its token",
        ON_THE_HEAP,
        keepBack(FRAGMENTS + "#advance", "carry"),
        thenMake(FRAGMENTS + "#advance", "publishCommitted"));
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
        thenMake(READER + "#fail", "detach"));
  }

  private void files() {
    add(
        "gives a ring its name without the lock",
        RING + "file.MappedRingLifeTest",
        skip(MappedRing.class.getName() + "#create", "lock"));
    add(
        "deletes a ring while another process creates one",
        REMOVAL_TEST,
        skip(REMOVAL + "#delete", "lock"));
    add(
        "deletes an unfinished ring while its creator gives it its name",
        REMOVAL_TEST,
        skip(REMOVAL + "#deleteUnfinished", "lock"));
  }

  private void peers() {
    add(
        "keeps a ring that has served its purpose while the writer attached",
        ATTACHMENT_TEST,
        remember(ATTACHMENT + "#takeIfUsable", "isDone").nth(1),
        repeat(ATTACHMENT + "#takeIfUsable", "isDone").nth(2));
    add(
        "lets a successor have the role before its side has ended",
        ATTACHMENT_TEST,
        keepBack(ATTACHMENT + "#closeAll", "quietly").nth(1),
        thenMake(ATTACHMENT + "#closeAll", "quietly").nth(5));
    add(
        "answers a writer before it has the connection",
        PEER + "doorbell.DoorbellTest",
        keepBack(STRANGER + "#judge", "connected"),
        thenMake(STRANGER + "#judge", "signal"));
    add(
        "gives the roles back before it removes the ring",
        PEER + "sweep.RingSweeperTest",
        keepBack(SWEEPER + "#judgeRing", "judgeUnused"),
        thenMake(SWEEPER + "#judgeRing", "close"));
    add(
        "lets two threads run commands at once",
        "io.culvert.conductor.ConductorTest",
        unsynchronized(Conductor.class.getName() + "#runCommands"));
  }
}
