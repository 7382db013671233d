package io.culvert.mutation;

import java.util.List;

/** The checks by which a side judges the other one, and takes over. */
final class PeerMutants {

  private PeerMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.peer");
    watch(list.of("PeerWatch"));
    takeOver(list.of("Takeover"));
    list.of("RoleLock")
        .mutant(
            "does not see that its file was replaced",
            "return Objects.equals(fileKey, keyOf(file));",
            "return true;",
            "RoleLocksTest#aLockFileThatIsDeletedWhileItIsHeldIsNotInPlace");
    stand(list.of("Station"));
    return list.toList();
  }

  private static void watch(MutantList list) {
    list.mutant(
            "asks for a lock before 300 ms of silence",
            "SILENT_BEATS = 3;",
            "SILENT_BEATS = 1;",
            "PeerWatchTest#whoIsSilentAndHasLostItsLockIsLostAfterThreeBeatsAndOverdueAfterThePeerTimeout")
        .mutant(
            "takes who is silent for dead whatever its lock says",
            "dead = probe.isRoleFree();",
            "dead = true;",
            "PeerWatchTest#whoIsSilentAndHoldsItsLockIsStalledAndNeverOverdue")
        .mutant(
            "asks a plain thread for its lock",
            "if (beat == NO_BEAT) {",
            "if (false) {",
            "PeerWatchTest#aPlainThreadIsNeverAskedForALock")
        .mutant(
            "forgets that a beat is a sign of life",
            "if (foundStatus != status || moved) {",
            "if (foundStatus != status) {",
            "PeerWatchTest#whoseBeatMovesIsThereWhateverItsLockSays")
        .mutant(
            "takes a successor for its predecessor",
            "if (foundStatus != status || moved) {",
            "if (moved) {",
            "PeerWatchTest#aSuccessorThatComesBetweenTwoBeatsIsNotItsPredecessor")
        .mutant(
            "takes the end of a former peer for that of this one",
            "if (former || role == null || role == RoleState.ABSENT) {",
            "if (role == null || role == RoleState.ABSENT) {",
            "PeerWatchTest#howAWriterBeforeThisReaderHasEndedIsNotItsMatter")
        .mutant(
            "takes one that was killed before this side came for one that has come",
            "return former ? PeerState.AWAITED : PeerState.LOST;",
            "return PeerState.LOST;",
            "PeerWatchTest#aWriterThatWasKilledBeforeThisReaderCameHasNeverCome")
        .mutant(
            "forgets that who is stopped has come",
            "seenAlive |= !dead;",
            "",
            "PeerWatchTest#aWriterThatWasStoppedBeforeThisReaderCameIsThere")
        .mutant(
            "forgets that who has rung has come",
            "void onSignOfLife() { seenAlive = true; }",
            "void onSignOfLife() { }",
            "PeerWatchTest#aWriterThatHasRungOnceHasComeThoughItsBeatNeverMoves")
        .mutant(
            "takes a successor for dead, too",
            "silentBeats = 0; dead = false;",
            "silentBeats = 0;",
            "PeerWatchTest#aSuccessorEndsTheWaiting")
        .mutant(
            "counts the silence on through a sign of life",
            "silentBeats = 0; dead = false;",
            "dead = false;",
            "PeerWatchTest#whoIsSilentAndHoldsItsLockIsStalledAndNeverOverdue")
        .mutant(
            "does not ask when the connection of a silent side ends",
            "silentBeats = SILENT_BEATS - 1;",
            "",
            "PeerWatchTest#aHangUpOfASilentSideAsksAtTheNextBeat")
        .mutant(
            "lets a hang-up shorten the silence",
            "if (silentBeats >= SILENT_BEATS) {",
            "if (true) {",
            "PeerWatchTest#hangUpsDoNotShortenTheSilence")
        .mutant(
            "waits for who has ended its stream",
            "return role == RoleState.DETACHED ? PeerState.LOST : PeerState.ENDED;",
            "return PeerState.LOST;",
            "PeerWatchTest#whoHasEndedItsStreamIsNotWaitedFor")
        .mutant(
            "counts the time of one that has gone on for its successor",
            "state = found; sinceNanos = nowNanos;",
            "state = found;",
            "PeerWatchTest#aSuccessorEndsTheWaiting")
        .without(
            "takes many short lives for one long death",
            "|| silentBeats == 0",
            "PeerWatchTest#aSuccessorThatComesAndGoesBetweenTwoBeatsIsWaitedForAnew")
        .mutant(
            "wakes the stage at each beat",
            "return isOverdue && !wasOverdue;",
            "return isOverdue;",
            "PeerWatchTest#whoHasNeverComeIsOverdueAfterTheAttachTimeout")
        .mutant(
            "stays overdue when a successor comes",
            "overdue = isOverdue;",
            "overdue |= isOverdue;",
            "PeerWatchTest#aSuccessorEndsTheWaiting");
  }

  private static void takeOver(MutantList list) {
    list.mutant(
            "takes a role from who beats",
            "silent = found == beat ? silent + 1 : 0;",
            "silent = silent + 1;",
            "TakeoverTest#aPredecessorThatGoesOnKeepsItsRole")
        .mutant(
            "does not wait for silence",
            "SILENT_LOOKS = 4;",
            "SILENT_LOOKS = 1;",
            "TakeoverTest#aPredecessorThatWasKilledIsSilentFor300Milliseconds")
        .mutant(
            "lets an interrupt shorten the silence",
            "for (long rest = LOOK_NANOS; rest > 0; rest = end - System.nanoTime()) {",
            "for (long rest = LOOK_NANOS; rest > 0; rest = 0) {",
            "TakeoverTest#anInterruptDoesNotShortenTheSilence");
  }

  private static void stand(MutantList list) {
    list.mutant(
        "does not see that its place was taken",
        "return lock.isInPlace() && ring.isInPlace();",
        "return true;",
        "io.culvert.javadsl.ReplacedRingTest#anIdleSourceFails");
  }
}
