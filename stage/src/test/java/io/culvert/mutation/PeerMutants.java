package io.culvert.mutation;

import java.util.List;

/** The checks by which a side judges the other one, is woken, and takes over. */
final class PeerMutants {

  private PeerMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.peer");
    watch(list.of("PeerWatch"));
    takeOver(list.of("Takeover"));
    ring(list.of("ListeningDoorbell"));
    list.of("RoleLock")
        .mutant(
            "does not see that its file was replaced",
            "return Objects.equals(fileKey, keyOf(file));",
            "return true;",
            "RoleLocksTest#aLockFileThatIsDeletedWhileItIsHeldIsNotInPlace");
    stand(list.of("Station"));
    list.of("DirectoryWatch")
        .mutant(
            "takes a time for settled while its tick may not be over",
            "modified = young ? null : found;",
            "modified = found;",
            "DirectoryWatchTest#aChangeBehindALookInTheSameTickOfTheClockIsSeenByTheNextOne");
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
            "PeerWatchTest#howAWriterBeforeThisReaderHasEndedIsNotItsMatter");
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

  private static void ring(MutantList list) {
    list.mutant(
            "answers another user",
            "if (!DoorbellWire.isOurs(channel, address.directory().path())) {",
            "if (false) {",
            "DoorbellTest#anotherUserIsRefused")
        .mutant(
            "keeps any number of strangers",
            "if (strangers.size() == STRANGERS) {",
            "if (false) {",
            "DoorbellTest#strangersMakeRoomForNewerOnesAndForTheWriter")
        .mutant(
            "makes a socket for all",
            "closeToOthers(path); server",
            "server",
            "DoorbellTest#theSocketIsOursAloneAndGoesWithTheReader");
  }

  private static void stand(MutantList list) {
    list.mutant(
        "does not see that its place was taken",
        "return lock.isInPlace() && ring.isInPlace();",
        "return true;",
        "io.culvert.javadsl.ReplacedRingTest#anIdleSourceFails");
  }
}
