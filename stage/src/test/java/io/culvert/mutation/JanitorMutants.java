package io.culvert.mutation;

import java.util.List;

/** The checks by which nothing is removed that somebody has, or may come for. */
final class JanitorMutants {

  private static final String HELD_HERE =
      "JanitorTest#ringWithARoleHeldInThisJvmIsKeptAndSoIsTheLock";
  private static final String HELD_ELSEWHERE =
      "JanitorTest#ringWithARoleHeldInAnotherJvmIsKeptUntilThatJvmIsGone";
  private static final String NO_RINGS =
      "JanitorTest#filesThatAreNoRingsAreReportedAndDoNotKeepFromTheRest";
  private static final String OTHER_NAMES = "JanitorTest#filesWithOtherNamesAreNotEvenMentioned";
  private static final String REMOVED = "JanitorTest#ringWhoseEndWasTakenIsRemoved";
  private static final String LONE_SOCKET =
      "JanitorTest#socketWithoutARingIsRemovedWhenNobodyReads";
  private static final String NO_SOCKET = "JanitorTest#fileWithTheNameOfASocketIsNotJudged";
  private static final String INTERRUPTED =
      "JanitorTest#interruptedCallerSweepsAllTheSameAndStaysInterrupted";

  private JanitorMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.peer");
    rings(list.of("DirectorySweep"));
    leftovers(list);
    sockets(list.of("DoorbellFile"));
    claims(list.of("RoleClaim"));
    janitor(list.of("Janitor"));
    return list.toList();
  }

  private static void rings(MutantList list) {
    list.mutant(
            "removes a ring whose roles somebody has",
            "if (claim.isTaken()) { judge",
            "if (true) { judge",
            HELD_HERE)
        .mutant(
            "gives the roles back before it removes the ring",
            "if (claim.isTaken()) { judge(file, name);",
            "if (claim.isTaken()) { claim.close(); judge(file, name);",
            "JanitorTest#nobodyGetsARoleBetweenTheLookAndTheDeletion")
        .without(
            "makes lock files for what is no ring",
            "RingSnapshot.readIdentity(directory, name); // no lock files for what is no ring",
            NO_RINGS)
        .mutant(
            "takes any ring for one of another boot",
            "if (!identity.isOfThisBoot()) {",
            "if (true) {",
            "JanitorTest#ringOfAnUnknownBootIsKept")
        .mutant(
            "removes a ring that has not ended",
            "if (ring.hasEnded()) {",
            "if (true) {",
            "JanitorTest#ringWithElementsAndNoEndIsKept")
        .mutant(
            "takes any name for that of a ring",
            "return name.matches() && RingDirectory.isName(name.group(1));",
            "return name.matches();",
            OTHER_NAMES)
        .mutant(
            "lets one file keep it from the rest",
            "} catch (IOException | RuntimeException e) { refuse(file, e);",
            "} catch (IOException | RuntimeException e) { throw e;",
            NO_RINGS);
  }

  private static void leftovers(MutantList list) {
    list.mutant(
            "removes the unfinished file of who makes a ring",
            "if (!claim.isTaken()) { findInUse(file, claim); } else if (RingRemoval",
            "if (RingRemoval",
            "JanitorTest#unfinishedRingIsRemovedWhenNobodyHasARole")
        .mutant(
            "removes the socket of who reads",
            "if (!claim.isTaken()) { findInUse(file, claim); } else if (!Files",
            "if (!Files",
            LONE_SOCKET)
        .mutant(
            "removes the socket of a ring that stays",
            "} else if (!Files.exists(directory.ring(name), LinkOption.NOFOLLOW_LINKS)) {",
            "} else if (true) {",
            "JanitorTest#socketOfARingThatStaysStays")
        .mutant(
            "takes what is no socket for one",
            "if (!DoorbellFile.isOurs(directory, file)) {",
            "if (false) {",
            NO_SOCKET);
  }

  private static void sockets(MutantList list) {
    list.mutant(
            "deletes what is no socket", "if (isOurs(directory, file)) {", "if (true) {", NO_SOCKET)
        .without(
            "takes any file of ours for a socket", "(mode & FILE_TYPE) == SOCKET &&", NO_SOCKET);
  }

  private static void claims(MutantList list) {
    list.mutant(
            "takes a free role while somebody has the other one",
            "order.add(isHeld(directory, name, role) ? 0 : order.size(), role);",
            "order.add(role);",
            HELD_ELSEWHERE)
        .mutant(
            "keeps the roles",
            "while (!locks.isEmpty()) {",
            "while (false && !locks.isEmpty()) {",
            REMOVED);
  }

  private static void janitor(MutantList list) {
    list.mutant(
            "sweeps while somebody else does",
            "return Sweep.byOther();",
            "return new Sweep(false, new DirectorySweep(directory).run());",
            "JanitorTest#secondSweepOfThisJvmDoesNothing")
        .without("sweeps for ever", "RoleLocks.release(attempt.lock());", REMOVED)
        .mutant(
            "makes lock files for a ring that was never there",
            "if (!Files.exists(directory.ring(name), LinkOption.NOFOLLOW_LINKS)) {",
            "if (directory.ring(name) == null) {",
            "JanitorTest#deletingWhatWasNeverThereLeavesNothing")
        .mutant(
            "deletes a ring whose roles somebody has",
            "if (!claim.isTaken()) {",
            "if (false) {",
            "JanitorTest#ringWithARoleHeldInThisJvmIsNotDeleted")
        .mutant(
            "sweeps on a thread that somebody may interrupt",
            "return Undisturbed.call(\"culvert-janitor\", () -> sweepAlone(directory));",
            "return sweepAlone(directory);",
            INTERRUPTED)
        .mutant(
            "deletes on a thread that somebody may interrupt",
            "return Undisturbed.call(\"culvert-janitor\", () -> deleteUnused(directory, name));",
            "return deleteUnused(directory, name);",
            "JanitorTest#interruptedCallerDeletesAllTheSameAndStaysInterrupted")
        .of("Undisturbed")
        .mutant(
            "forgets that the caller was interrupted",
            "if (interrupted) {",
            "if (false) {",
            INTERRUPTED);
  }
}
